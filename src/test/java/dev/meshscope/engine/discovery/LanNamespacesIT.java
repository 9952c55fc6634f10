package dev.meshscope.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two hosts: network namespaces of the test's own, with cables between them. Needs root and `ip`.
class LanNamespacesIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String A = "10000000-0000-7000-8000-0000000000aa";
  private static final String B = "20000000-0000-7000-8000-0000000000bb";

  // Names of interfaces have at most 15 characters.
  private final String left = "lanA" + ProcessHandle.current().pid();
  private final String right = "lanB" + ProcessHandle.current().pid();

  @BeforeEach
  void hosts() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "network namespaces need root");
    try {
      ip("netns", "add", left);
      ip("netns", "add", right);
      // Where there is no IPv6 address at all when it starts, Java does without IPv6 for ever.
      ip("-n", left, "link", "set", "lo", "up");
      ip("-n", right, "link", "set", "lo", "up");
      cable(0);
      cable(1);
    } catch (IOException e) {
      Assumptions.abort("no network namespaces here: " + e.getMessage());
    }
  }

  private void cable(int number) throws IOException {
    String here = "va" + number;
    String there = "vb" + number;
    ip("-n", left, "link", "add", here, "type", "veth", "peer", "name", there, "netns", right);
    // No pause before the address may be used: nobody else is there.
    sysctl(left, here);
    sysctl(right, there);
    ip("-n", left, "link", "set", here, "up");
    ip("-n", right, "link", "set", there, "up");
  }

  private static void sysctl(String host, String card) throws IOException {
    run("ip", "netns", "exec", host, "sysctl", "-qw", "net.ipv6.conf." + card + ".accept_dad=0");
  }

  private void addresses() throws IOException {
    for (int i = 0; i < 2; i++) {
      ip("-n", left, "address", "add", "10.9." + i + ".1/24", "dev", "va" + i);
      ip("-n", right, "address", "add", "10.9." + i + ".2/24", "dev", "vb" + i);
    }
  }

  @AfterEach
  void away() {
    for (String host : List.of(left, right)) {
      try {
        ip("netns", "delete", host);
      } catch (IOException e) {
        // It is not there.
      }
    }
  }

  private static void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static LanChild child(String host, String id, String name, int port) {
    return LanChild.start(
        List.of("ip", "netns", "exec", host),
        id,
        name,
        "default",
        Integer.toString(port),
        "all",
        "quick");
  }

  @Test
  void aPeerOnTwoNetworksHasTheAddressesOfThoseThatWork() throws IOException {
    addresses();
    try (LanChild a = child(left, A, "alpha", 4_001);
        LanChild b = child(right, B, "beta", 4_002)) {
      a.line(0, SOON, "found " + B + " beta [10.9.0.2:4002, 10.9.1.2:4002]");
      b.line(0, SOON, "found " + A + " alpha [10.9.0.1:4001, 10.9.1.1:4001]");

      int mark = a.mark();
      ip("-n", right, "link", "set", "vb0", "down");
      a.line(mark, SOON, "found " + B + " beta [10.9.1.2:4002]");
      mark = a.mark();
      ip("-n", right, "link", "set", "vb0", "up");
      a.line(mark, SOON, "found " + B + " beta [10.9.0.2:4002, 10.9.1.2:4002]");
      mark = a.mark();
      ip("-n", right, "address", "del", "10.9.1.2/24", "dev", "vb1");
      ip("-n", right, "address", "add", "10.9.1.77/24", "dev", "vb1");
      a.line(mark, SOON, "10.9.1.77:4002");

      mark = a.mark();
      ip("-n", right, "link", "set", "vb0", "down");
      ip("-n", right, "link", "set", "vb1", "down");
      a.line(mark, SOON, "lost " + B);
      assertThat(a.saidElse()).isEmpty();
      assertThat(b.saidElse()).isEmpty();
    }
  }

  @Test
  void hostsWithoutIpv4FindEachOtherAtAddressesThatNameTheInterface() throws IOException {
    ip("-n", left, "link", "set", "va1", "down");
    try (LanChild a = child(left, A, "alpha", 4_001);
        LanChild b = child(right, B, "beta", 4_002)) {
      assertThat(a.line(0, SOON, "found " + B))
          .matches("found " + B + " beta \\[\\[fe80:[0-9a-f:]+%va0\\]:4002\\]");
      assertThat(b.line(0, SOON, "found " + A))
          .matches("found " + A + " alpha \\[\\[fe80:[0-9a-f:]+%vb0\\]:4001\\]");
    }
  }
}
