package dev.meshscope.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two hosts on one machine, joined by one cable: two network namespaces with a veth pair between
/// them. Needs Linux, root and iproute2. Blocking; on the test's thread.
///
/// A hole swallows what one host sends without telling either: its packets go out to a hardware
/// address that nobody has. So neither a filter nor a queueing discipline of the kernel is needed.
public final class TwoHosts implements AutoCloseable {

  /// One of the two.
  public enum Host {
    LEFT,
    RIGHT;

    /// The other one.
    public Host other() {
      return this == LEFT ? RIGHT : LEFT;
    }
  }

  private static final String PREFIX = "meshscope-";
  private static final Pattern OURS = Pattern.compile(PREFIX + "(\\d+)-\\d+-\\w");
  private static final String NOBODY = "02:00:00:00:00:01";
  private static final String CABLE = "cable";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int number = COUNT.incrementAndGet();
  private final Thread remover = new Thread(this::remove);

  /// Makes them; what an earlier run could not remove is removed.
  public TwoHosts() {
    removeLeftOver();
    Runtime.getRuntime().addShutdownHook(remover);
    try {
      for (Host host : Host.values()) {
        ip("netns", "add", name(host));
      }
      ip(
          "link add %s netns %s type veth peer name %s netns %s"
              .formatted(CABLE, name(Host.LEFT), CABLE, name(Host.RIGHT))
              .split(" "));
      for (Host host : Host.values()) {
        on(host, "addr", "add", address(host) + "/30", "dev", CABLE);
        on(host, "link", "set", "lo", "up");
        on(host, "link", "set", CABLE, "up");
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Why there can be none here; empty if there can.
  public static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("network namespaces are a thing of Linux");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("making a network namespace needs root");
    }
    try {
      new TwoHosts().close();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("two hosts cannot be made here: " + e.getMessage());
    }
  }

  public String address(Host host) {
    return "10.201.%d.%d".formatted(number % 250, host == Host.LEFT ? 1 : 2);
  }

  /// The same start, on this host.
  public Launch at(Host host, Launch launch) {
    return launch.inside("ip", "netns", "exec", name(host));
  }

  /// Any program, to be started on this host.
  public ProcessBuilder on(Host host, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  /// From now on nothing that this host sends arrives.
  public void swallowFrom(Host host) {
    on(
        host,
        "neigh",
        "replace",
        address(host.other()),
        "lladdr",
        NOBODY,
        "nud",
        "permanent",
        "dev",
        CABLE);
  }

  /// From now on what this host sends arrives again.
  public void healFrom(Host host) {
    on(host, "neigh", "del", address(host.other()), "dev", CABLE);
  }

  /// From now on no program of this host can connect to another by itself; others can connect to
  /// it: the only port that the system may choose is the one that a program listens at.
  public void cannotDial(Host host, int takenPort) {
    ip(
        "netns",
        "exec",
        name(host),
        "sh",
        "-c",
        "echo %d %d >/proc/sys/net/ipv4/ip_local_port_range".formatted(takenPort, takenPort));
  }

  private String name(Host host) {
    return PREFIX
        + ProcessHandle.current().pid()
        + "-"
        + number
        + (host == Host.LEFT ? "-l" : "-r");
  }

  private void on(Host host, String... command) {
    List<String> all = new ArrayList<>(List.of("-n", name(host)));
    all.addAll(List.of(command));
    ip(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(remover);
    } catch (IllegalStateException e) {
      // It is running.
    }
  }

  private void remove() {
    for (Host host : Host.values()) {
      if (Files.exists(Path.of("/run/netns", name(host)))) {
        ip("netns", "del", name(host));
      }
    }
  }

  private static void removeLeftOver() {
    Matcher matcher = OURS.matcher(ip("netns", "list"));
    while (matcher.find()) {
      if (ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
        ip("netns", "del", matcher.group());
      }
    }
  }

  private static String ip(String... command) {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said;
      try (var out = process.getInputStream()) {
        said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", line) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("iproute2 is not there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
