package dev.meshscope.lab.result;

import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.world.LifeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the survivor's story from the facts. Pure; built anew whenever there is something new.
public final class Story {
  /// Whoever has not answered after this does not (PROTOCOL 9).
  private static final Duration UNANSWERED = Duration.ofSeconds(3);

  private final Facts facts;
  private final List<Link> links;

  public Story(Facts facts) {
    this.facts = facts;
    this.links = facts.survivorTells() ? Links.of(facts) : SeenLinks.of(facts);
  }

  /// What it was read from.
  public Facts facts() {
    return facts;
  }

  /// All connections of the survivor that stood.
  public List<Link> links() {
    return links;
  }

  /// The connection that holds the slot of this node id now; empty if none does.
  public Optional<Link> holder(@Nullable String nodeId) {
    return nodeId == null
        ? Optional.empty()
        : links.stream()
            .filter(link -> link.isLive() && nodeId.equals(link.peer()))
            .max(Comparator.comparing(Story::liveAt));
  }

  private static Instant liveAt(Link link) {
    return Objects.requireNonNull(link.liveAt());
  }

  /// Whether this node is in the survivor's table and has answered a ping: all is well.
  public boolean isWell(@Nullable String nodeId) {
    return holder(nodeId).filter(link -> link.answered() || !facts.survivorTells()).isPresent();
  }

  /// When the peer was back, on a connection to its newest life; empty if it is not.
  public Optional<Instant> backAt(Marks marks) {
    return winner(marks).map(link -> backAt(link, marks));
  }

  /// The connection on which it was back; empty if it is not.
  public Optional<Link> winner(Marks marks) {
    return links.stream()
        .filter(link -> isPeers(link) && link.liveAt() != null && toNewest(link))
        .filter(link -> heardAgain(link, marks))
        .min(Comparator.comparing(link -> backAt(link, marks)));
  }

  /// When the peer was last heard, before it was back, on the connection that was live then: an
  /// older one, which may live on, or this one if it outlasted the fault. Empty if there was none.
  Optional<Instant> heardBefore(Link winner, Instant back, Marks marks) {
    Instant before = outlasted(winner, marks) ? marks.since() : liveAt(winner);
    return links.stream()
        .filter(link -> isPeers(link) && link.isLiveBefore(before))
        .max(Comparator.comparing(Story::liveAt))
        .flatMap(link -> link.heardBefore(outlasted(winner, marks) ? marks.since() : back));
  }

  private Instant backAt(Link link, Marks marks) {
    return twoWay(link, marks).orElseThrow();
  }

  /// When a connection that holds its slot carried something both ways: one that outlasted the
  /// fault since then; a new one when it was answered on, for a handshake is none. Empty: it did
  /// not.
  private Optional<Instant> twoWay(Link link, Marks marks) {
    Instant live = liveAt(link);
    if (outlasted(link, marks)) {
      return link.twoWaySince(marks.since());
    }
    if (!facts.survivorTells()) {
      return Optional.of(live);
    }
    return link.roundTrips().stream().findFirst().map(at -> at.isAfter(live) ? at : live);
  }

  private static boolean outlasted(Link link, Marks marks) {
    return liveAt(link).isBefore(marks.since());
  }

  private boolean heardAgain(Link link, Marks marks) {
    return twoWay(link, marks).isPresent() && (!outlasted(link, marks) || link.closedAt() == null);
  }

  /// Which of the two hears the other on a connection of the peer's newest life and cannot answer
  /// there; empty if none does, or if it cannot be told.
  public Optional<String> halfDead(Marks marks) {
    return links.stream()
        .filter(link -> isPeers(link) && toNewest(link) && !link.answered())
        .filter(link -> !link.opened().isBefore(marks.faultAt()))
        .filter(link -> facts.survivorTells() ? link.liveAt() != null : heldWithoutAWord(link))
        .findFirst()
        .map(_ -> facts.survivorTells() ? NodeSpec.PEER : NodeSpec.SURVIVOR);
  }

  /// Whoever refuses a connection closes it soon.
  private boolean heldWithoutAWord(Link link) {
    Instant until = link.closedAt() == null ? facts.at() : link.closedAt();
    return link.liveAt() == null
        && facts.survivorIsAsked()
        && Duration.between(link.opened(), until).compareTo(UNANSWERED) >= 0;
  }

  /// The first connection on which the peer's newest life introduced itself after the fault; empty
  /// if there was none.
  public Optional<Link> redial(Marks marks) {
    return links.stream()
        .filter(link -> isPeers(link) && link.handshakeAt() != null && toNewest(link))
        .filter(link -> !link.opened().isBefore(marks.faultAt()))
        .min(Comparator.comparing(Link::opened));
  }

  private boolean isPeers(Link link) {
    return facts.peerId() != null && facts.peerId().equals(link.peer());
  }

  private boolean toNewest(Link link) {
    End other = link.other();
    LifeFacts newest = facts.newest(NodeSpec.PEER);
    return other == null || newest == null || other.equals(newest.end());
  }

  /// Whether exactly one connection between the two is open, and it answered in both directions or
  /// is the one the survivor holds.
  public boolean settled(String node) {
    List<Passage> open =
        facts.passages().stream()
            .filter(p -> p.between(NodeSpec.SURVIVOR, node) && p.broken() == null)
            .toList();
    if (open.size() != 1) {
      return false;
    }
    Passage only = open.getFirst();
    boolean answered = only.there().first("pong") != null || only.back().first("pong") != null;
    return answered
        && links.stream()
            .noneMatch(link -> link.isLive() && isPeers(link) && !isPassage(link, only.number()));
  }

  private static boolean isPassage(Link link, long number) {
    return link.passage() != null && link.passage().number() == number;
  }

  /// Whether the process at the other end ran and nothing was in its way.
  boolean wellAt(Link link, Instant at) {
    Passage passage = link.passage();
    End other = link.other();
    if (passage == null || other == null) {
      return false;
    }
    LifeFacts life = facts.life(other);
    return passage.wellAt(at) && (life == null || life.ranAt(at));
  }
}
