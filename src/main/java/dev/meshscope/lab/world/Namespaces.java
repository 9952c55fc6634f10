package dev.meshscope.lab.world;

import dev.meshscope.lab.process.Commands;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.words.LabWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A host for each node and a router between them, as network namespaces of Linux; needs root. A
/// router that does not forward is a black hole: no FIN, no RST, no ICMP. On the round's thread.
///
/// ```
///   survivor 10.77.1.2 ── 10.77.1.1 router 10.77.2.1 ── 10.77.2.2 peer
/// ```
final class Namespaces implements Network {
  private final String router;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<String> made = new ArrayList<>();

  private Namespaces(String stem) {
    this.router = stem + "r";
  }

  /// Makes them; what could be made is unmade in the end, by the guardian if need be.
  ///
  /// @throws WorldException if they cannot be made
  static Namespaces of(List<String> nodes, Guardian guardian) throws WorldException {
    long pid = ProcessHandle.current().pid();
    Namespaces net = new Namespaces("msl" + pid + "-");
    try {
      net.make(net.router, guardian);
      net.inside(net.router, "ip", "link", "set", "lo", "up");
      for (String node : nodes) {
        net.host(node, "msl" + pid + "-" + (net.numbers.size() + 1), guardian);
      }
      net.forward(true);
      return net;
    } catch (WorldException | IOException e) {
      net.close();
      throw e instanceof WorldException known
          ? known
          : new WorldException(LabWords.of("namespaces.the-guardian-has-gone"), e);
    }
  }

  private void host(String node, String name, Guardian guardian)
      throws WorldException, IOException {
    int number = numbers.size() + 1;
    numbers.put(node, number);
    names.put(node, name);
    make(name, guardian);
    String net = "10.77." + number + ".";
    ip(
        "link",
        "add",
        "up" + number,
        "netns",
        name,
        "type",
        "veth",
        "peer",
        "name",
        "to" + number,
        "netns",
        router);
    inside(name, "ip", "link", "set", "lo", "up");
    inside(name, "ip", "addr", "add", net + "2/24", "dev", "up" + number);
    inside(name, "ip", "link", "set", "up" + number, "up");
    inside(router, "ip", "addr", "add", net + "1/24", "dev", "to" + number);
    inside(router, "ip", "link", "set", "to" + number, "up");
    inside(name, "ip", "route", "add", "default", "via", net + "1");
  }

  private void make(String name, Guardian guardian) throws WorldException, IOException {
    guardian.undo(List.of("ip", "netns", "del", name));
    ip("netns", "add", name);
    made.add(name);
  }

  private static void ip(String... arguments) throws WorldException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Commands.Outcome outcome = Commands.run(command);
    if (!outcome.worked()) {
      throw new WorldException(
          "\"" + String.join(" ", command) + "\" failed: " + outcome.said() + ".");
    }
  }

  private void inside(String name, String... command) throws WorldException {
    List<String> all = new ArrayList<>(List.of("netns", "exec", name));
    all.addAll(List.of(command));
    ip(all.toArray(String[]::new));
  }

  @Override
  public List<String> prefix(String node) {
    return List.of("ip", "netns", "exec", String.valueOf(names.get(node)));
  }

  @Override
  public String address(String node) {
    return "10.77." + numbers.getOrDefault(node, numbers.getOrDefault(NodeSpec.PEER, 1)) + ".2";
  }

  @Override
  public boolean hasDoors() {
    return false;
  }

  @Override
  public void forward(boolean on) throws WorldException {
    inside(router, "sh", "-c", "echo " + (on ? 1 : 0) + " > /proc/sys/net/ipv4/ip_forward");
  }

  @Override
  public void close() {
    for (String name : made.reversed()) {
      Commands.run(List.of("ip", "netns", "del", name));
    }
    made.clear();
  }
}
