package dev.meshscope.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// The test relay as a program: `TestRelayMain PORT [TOKEN]`, port 0 for any free one. Prints one
/// line, `{"port":N}`, when it listens, and runs until it is killed or told to quit.
///
/// Standard input takes one mischief a line: `close CODE [ID]`, `cut [ID]`, `forget`, `reauth`,
/// `error TEXT`, `say TEXT`, `garbage`, `silent on|off`, `deaf on|off`, `drop FRACTION`, `delay
/// MS`, `present`, `quit`. The end of input ends nothing.
public final class TestRelayMain {
  private TestRelayMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: TestRelayMain PORT [TOKEN]");
      System.exit(2);
    }
    RelaySetup setup = RelaySetup.DEFAULT.onPort(Integer.parseInt(args[0]));
    try (TestRelay relay = TestRelay.start(args.length == 2 ? setup.withToken(args[1]) : setup)) {
      System.out.println("{\"port\":" + relay.port() + "}");
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.strip().equals("quit")) {
          return;
        }
        try {
          obey(relay, line.strip());
        } catch (RuntimeException e) {
          System.err.println("not done: " + line + " (" + e.getMessage() + ")");
        }
      }
      new CountDownLatch(1).await();
    }
  }

  private static void obey(TestRelay relay, String line) {
    String[] words = line.split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1];
    String[] more = rest.split("\\s+");
    switch (words[0]) {
      case "" -> {}
      case "close" -> {
        int code = Integer.parseInt(more[0]);
        if (more.length > 1) {
          relay.close(more[1], code, "as told");
        } else {
          relay.close(code, "as told");
        }
      }
      case "cut" -> {
        if (rest.isEmpty()) {
          relay.cut();
        } else {
          relay.cut(rest);
        }
      }
      case "forget" -> relay.forget();
      case "reauth" -> relay.reauth();
      case "error" -> relay.error(rest);
      case "say" -> relay.say(rest);
      case "garbage" -> relay.sayGarbage();
      case "silent" -> relay.silent(rest.equals("on"));
      case "deaf" -> relay.deaf(rest.equals("on"));
      case "drop" -> relay.dropFraction(Double.parseDouble(rest), 1);
      case "delay" -> relay.delay(Duration.ofMillis(Long.parseLong(rest)));
      case "present" -> System.out.println(relay.present());
      default -> throw new IllegalArgumentException("unknown");
    }
  }
}
