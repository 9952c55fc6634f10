package dev.meshscope.lines;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.judge.Judge;
import dev.meshscope.core.judge.Verdict;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.standing.Redial;
import dev.meshscope.core.standing.Standing;
import dev.meshscope.core.standing.Way;
import dev.meshscope.core.table.Credence;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.core.table.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole table as one JSON object; ages are counted up to `nowNs`. Pure; on any thread.
public final class PeersJson {
  private final PeerTable table;
  private final long nowNs;

  private PeersJson(PeerTable table, long nowNs) {
    this.table = table;
    this.nowNs = nowNs;
  }

  /// Everything that is there.
  public static void of(ObjectNode to, PeerTable table, long nowNs) {
    new PeersJson(table, nowNs).write(to);
  }

  private void write(ObjectNode to) {
    to.put("nodeId", table.self().nodeId().text()).put("self", table.self().name().text());
    to.set("settings", LinkJson.settings(table.settings()));
    Json.millis(to, "loopLagMs", table.loopLagNs());
    to.set("networks", NetworksJson.of(table.networks(), nowNs));
    to.set(
        "peers",
        Json.array(table.peers().values().stream().sorted(byId()).map(this::peer).toList()));
    to.set(
        "unidentified",
        Json.array(
            table.unidentified().stream()
                .sorted()
                .flatMap(id -> transport(id, "unidentified").stream())
                .toList()));
  }

  /// The transports that ended last, latest first.
  ///
  /// @param whose of this peer alone; null: of all
  public static ObjectNode ended(
      ObjectNode to, PeerTable table, @Nullable NodeId whose, int most, long nowNs) {
    PeersJson json = new PeersJson(table, nowNs);
    List<ObjectNode> last =
        table.ended().last(most, entry -> whose == null || whose.equals(entry.peer())).stream()
            .map(json::ended)
            .toList();
    to.put("kept", table.ended().entries().size());
    to.set("transports", Json.array(last));
    return to;
  }

  private ObjectNode ended(EndedRing.Entry entry) {
    ObjectNode node = Json.object();
    Json.text(node, "peer", entry.peer());
    node.put("kind", Json.id(entry.how().kind()));
    return node.setAll(ended(entry.how()));
  }

  private static Comparator<Peer> byId() {
    return Comparator.comparing(Peer::id);
  }

  private ObjectNode peer(Peer peer) {
    ObjectNode node = Json.object().put("peer", peer.id().text()).put("name", peer.name().text());
    node.put("present", peer.present());
    Standing standing = Standing.of(table, peer, nowNs);
    StandingJson.of(node, standing);
    if (peer.sighting() != null) {
      node.put("address", peer.sighting().endpoint().toString());
      node.put("pid", peer.sighting().pid());
    }
    node.set("seen", seen(peer));
    node.put("provenBefore", Credence.before(table, peer));
    node.put("cloned", peer.life().cloned());
    node.put("wrongPromotions", peer.past().wrongPromotions());
    Json.text(
        node, "lastLive", peer.past().lastLive() == null ? null : peer.past().lastLive().id());
    node.set("dials", dials(peer));
    if (peer.alarm() != null) {
      node.set("alarm", alarm(peer.alarm()));
    }
    node.set("transports", Json.array(transports(peer)));
    node.set("ifRedialledNow", ifRedialledNow(standing));
    node.set("ended", Json.array(peer.past().ended().stream().map(this::ended).toList()));
    return node;
  }

  private ObjectNode seen(Peer peer) {
    ObjectNode seen = Json.object();
    peer.seen()
        .now()
        .forEach(
            (source, sighting) -> {
              ArrayNode addresses = seen.putArray(Json.id(source));
              sighting.endpoints().forEach(endpoint -> addresses.add(endpoint.toString()));
            });
    return seen;
  }

  private ArrayNode dials(Peer peer) {
    List<ObjectNode> dials = new ArrayList<>();
    peer.dials()
        .forEach(
            (endpoint, attempts) -> {
              ObjectNode one =
                  Json.object()
                      .put("address", endpoint.toString())
                      .put("attempts", attempts.count());
              if (attempts.failedNs() >= 0) {
                CauseJson.put(one, "error", attempts.error());
                Json.millis(one, "failedAgoMs", nowNs - attempts.failedNs());
              }
              dials.add(one);
            });
    return Json.array(dials);
  }

  private ObjectNode alarm(Peer.Alarm alarm) {
    ObjectNode node =
        Json.object()
            .put("presented", alarm.presented().text())
            .put("count", alarm.count())
            .put("remote", alarm.remote());
    Json.millis(node, "lastAgoMs", nowNs - alarm.lastNs());
    return node;
  }

  private List<ObjectNode> transports(Peer peer) {
    List<ObjectNode> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Slot slot = peer.slot(kind);
      if (slot.incumbent() != null) {
        transport(slot.incumbent(), "incumbent").ifPresent(all::add);
      }
      if (slot.challenge() != null) {
        transport(slot.challenge().challenger(), "challenger").ifPresent(all::add);
      }
    }
    for (Peer.Draining draining : peer.draining()) {
      transport(draining.transport(), "draining")
          .map(node -> node.put("replacedBecause", draining.reason().id()))
          .ifPresent(all::add);
    }
    return all;
  }

  private Optional<ObjectNode> transport(TransportId id, String role) {
    return table.transport(id).map(t -> TransportJson.of(table, t, role, nowNs));
  }

  /// By kind of slot; each rule's answer, the one in force first.
  private static ObjectNode ifRedialledNow(Standing standing) {
    ObjectNode node = Json.object();
    if (standing instanceof Standing.Present present) {
      for (Way way : present.ways()) {
        way.redial()
            .map(Redial::verdict)
            .ifPresent(verdict -> node.set(Json.id(way.kind()), redial(verdict)));
      }
    }
    return node;
  }

  private static ObjectNode redial(Verdict verdict) {
    ObjectNode full = VerdictJson.full(verdict);
    full.set(
        "alternatives",
        Json.array(Judge.others(verdict).stream().map(VerdictJson::brief).toList()));
    return full;
  }

  private ObjectNode ended(Peer.Ended ended) {
    ObjectNode node =
        Json.object()
            .put("transport", ended.transport().value())
            .put("direction", Json.id(ended.direction()))
            .put("remote", ended.remote().toString())
            .put("reason", ended.reason().id());
    CauseJson.putIfAny(node, "detail", ended.detail());
    Json.millis(node, "lastedMs", ended.endedNs() - ended.openedNs());
    Json.millis(node, "endedAgoMs", nowNs - ended.endedNs());
    node.put("heldSlot", ended.heldSlot());
    node.set("counters", LinkJson.counters(ended.counters()));
    return node;
  }
}
