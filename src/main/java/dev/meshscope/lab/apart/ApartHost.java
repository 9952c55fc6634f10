package dev.meshscope.lab.apart;

import dev.meshscope.lab.proxy.SocketLender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The program that lives in a namespace for as long as its standard input is open: it lends
/// sockets, and is the rest of the LAN there. What goes wrong is told on standard error.
public final class ApartHost {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final PrintStream OUT = stream(FileDescriptor.out);
  private static final PrintStream ERRORS = stream(FileDescriptor.err);

  private ApartHost() {}

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /// Runs until standard input ends; the exit status.
  ///
  /// @param arguments SOCKET ANNOUNCE-FOLDER HEARD-FOLDER ADDRESS
  public static int run(List<String> arguments) throws IOException {
    try (SocketLender lender = new SocketLender();
        LanVoice _ =
            LanVoice.start(
                Path.of(arguments.get(1)),
                Path.of(arguments.get(2)),
                (Inet4Address) InetAddress.ofLiteral(arguments.get(3)))) {
      lender.lend(Path.of(arguments.get(0)));
      OUT.println(
          JSON.writeValueAsString(
              JSON.createObjectNode()
                  .put("event", "started")
                  .put("pid", ProcessHandle.current().pid())));
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    }
    return 0;
  }

  static void failed(String what, Exception e) {
    ERRORS.println(what + ": " + e);
  }
}
