package dev.meshscope.bench;

import dev.meshscope.core.link.Limits;
import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import dev.meshscope.ui.Fx;
import dev.meshscope.ui.decisions.Decision;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A window in a process of its own, with the options of whoever starts it. Asked for so many
/// seconds on standard input, it watches its JavaFX thread for so long and says in one line what it
/// found, and what it has told its user meanwhile. Ends with its input.
final class WindowHost {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WindowHost() {}

  /// Arguments: the folder of its node, the relay's URL, and of its limits the frames and the
  /// failures a second.
  public static void main(String[] args) throws Exception {
    Networking networking = new Networking(false, args[1], null, false);
    Settings settings =
        Settings.DEFAULT.with(limits(Integer.parseInt(args[2]), Integer.parseInt(args[3])));
    Fx.start();
    try (WindowLoad window = new WindowLoad(800, 600, Path.of(args[0]), networking, settings);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      tell(JSON.createObjectNode().put("event", "started").put("port", window.port()));
      long told = -1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        WindowLoad.Found found = window.watch(Integer.parseInt(line.strip()));
        List<Decision> decisions = window.decisions(told);
        told = decisions.isEmpty() ? told : decisions.getFirst().number();
        tell(looked(window, found, decisions));
      }
    }
    System.exit(0);
  }

  /// Those that are shipped but for these two.
  static Limits limits(int framesPerSecond, int failuresPerSecond) {
    Limits shipped = Limits.DEFAULT;
    return new Limits(
        shipped.connections(),
        shipped.perAddress(),
        shipped.pendingHandshakes(),
        failuresPerSecond,
        framesPerSecond,
        shipped.bytesPerSecond(),
        shipped.frameDepth(),
        shipped.gossipEntries(),
        shipped.peers(),
        shipped.announcements(),
        shipped.dials());
  }

  private static ObjectNode looked(
      WindowLoad window, WindowLoad.Found found, List<Decision> decisions) throws Exception {
    ObjectNode node = JSON.createObjectNode().put("event", "looked");
    node.put("servedP99Ms", found.served().p99()).put("servedMaxMs", found.served().max());
    node.put("workedP50Ms", found.worked().p50());
    node.put("workedP99Ms", found.worked().p99()).put("workedMaxMs", found.worked().max());
    node.put("busy", found.busy());
    node.put("rows", found.rows()).put("dropped", window.dropped());
    node.put("reached", window.says("reached"));
    ArrayNode said = node.putArray("said");
    decisions.forEach(one -> said.add(one.mark() + " " + one.peerName() + " " + one.sentence()));
    return node;
  }

  private static void tell(ObjectNode line) {
    System.out.println(JSON.writeValueAsString(line));
    System.out.flush();
  }
}
