package dev.meshscope.lab.result;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.lab.world.LifeFacts;
import dev.meshscope.lab.world.Line;
import dev.meshscope.text.Telling;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known of a round at some moment.
///
/// @param lines what the processes said, in the order in which it was read
/// @param lives the processes
/// @param passages the connections that went through the doors
/// @param peerId the peer's node id; null while nobody knows it
/// @param at the moment
public record Facts(
    List<Line> lines,
    List<LifeFacts> lives,
    List<Passage> passages,
    @Nullable String peerId,
    Instant at) {

  /// Copies the lists.
  public Facts {
    lines = List.copyOf(lines);
    lives = List.copyOf(lives);
    passages = List.copyOf(passages);
  }

  /// The newest life of a node; null if it was never started.
  public @Nullable LifeFacts newest(String node) {
    return lives.stream()
        .filter(life -> life.end().node().equals(node))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /// This life; null if it is none of the scenario's (a visitor).
  public @Nullable LifeFacts life(End end) {
    return lives.stream().filter(life -> life.end().equals(end)).findFirst().orElse(null);
  }

  /// Whether the survivor tells what it makes of its connections; only a Meshscope does.
  public boolean survivorTells() {
    return tellsItsLinks(NodeSpec.SURVIVOR);
  }

  /// Whether a node tells what it makes of its connections.
  boolean tellsItsLinks(String node) {
    LifeFacts newest = newest(node);
    return newest != null && newest.kind().tellsItsLinks();
  }

  /// Whether a node tells what it has sent and read; a program of the user's does not.
  boolean tellsMessages(String node) {
    LifeFacts newest = newest(node);
    return newest != null && newest.kind().isOurs();
  }

  /// Whether the survivor is asked on a new connection if it can be heard: by a Meshscope, or by a
  /// small peer for us. A program of the user's asks when it likes.
  boolean survivorIsAsked() {
    return tellsMessages(NodeSpec.PEER);
  }

  /// What the newest life of a node said.
  List<Line> linesOf(String node) {
    LifeFacts newest = newest(node);
    return lines.stream()
        .filter(line -> newest != null && Objects.equals(line.who(), newest.end()))
        .toList();
  }

  /// Who of our own was to be on the relay and never was, in words; with what it last said of it.
  public List<String> offRelay() {
    return lives.stream()
        .filter(life -> life.kind() == PeerKind.MESHSCOPE)
        .map(LifeFacts::end)
        .filter(end -> relay(end).noneMatch(RelayState.Open.class::isInstance))
        .map(
            end ->
                LabWords.of(
                    "facts.never-reached-the-relay",
                    end.words(),
                    relay(end)
                        .map(Facts::why)
                        .filter(why -> !why.isEmpty())
                        .reduce((earlier, later) -> later)
                        .map(why -> ": " + why.replaceAll("\\.$", ""))
                        .orElse("")))
        .toList();
  }

  private Stream<RelayState> relay(End end) {
    return lines.stream()
        .filter(line -> line.who().equals(end))
        .map(Line::told)
        .filter(MeshEvent.RelayChanged.class::isInstance)
        .map(told -> ((MeshEvent.RelayChanged) told).state());
  }

  private static String why(RelayState state) {
    return switch (state) {
      case RelayState.Waiting waiting -> Telling.cause(waiting.why());
      case RelayState.Stopped stopped -> Telling.cause(stopped.why());
      case RelayState.Off _,
          RelayState.Connecting _,
          RelayState.Authenticating _,
          RelayState.Open _ ->
          "";
    };
  }

  /// What the survivor's newest life said.
  public List<Line> survivorLines() {
    return linesOf(NodeSpec.SURVIVOR);
  }
}
