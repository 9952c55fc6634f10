package dev.meshscope.lab.apart;

import dev.meshscope.lab.process.Commands;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.process.ThisProgram;
import dev.meshscope.lab.proxy.Side;
import dev.meshscope.lab.proxy.SocketLender;
import dev.meshscope.lab.scenario.OperatingSystem;
import dev.meshscope.lab.words.LabWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A network namespace for one node of a run, with a loopback and a LAN that nobody else hears
/// (Linux). A process of ours keeps it; it ends with us. Blocking; on the run's thread.
public final class OwnNetwork implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long COMES_UP_SECONDS = 20;
  private static final int LONGEST_SOCKET = 100;

  /// How one can be had, the best first: by right, else by a user namespace, in which the program
  /// stays who it is, or takes itself for root.
  private static final List<List<String>> WAYS =
      List.of(
          List.of("unshare", "--net"),
          List.of("unshare", "--user", "--map-current-user", "--keep-caps", "--net"),
          List.of("unshare", "--user", "--map-root-user", "--net"));

  /// An Ethernet cable whose other end lies on the floor: it has a carrier, takes multicast, and
  /// leads nowhere.
  private static final String LAN =
      """
      ip link set lo up || exit 1
      ip link add lan0 type veth peer name lan1 2>/dev/null || ip link add lan0 type dummy || exit 1
      ip addr add %s/24 dev lan0 && ip link set lan0 multicast on up || exit 1
      ip link set lan1 up 2>/dev/null
      ip route add default dev lan0
      """;

  private final Process process;
  private final long pid;
  private final boolean byUser;
  private final Path socket;
  private final Path announce;
  private final Path heard;

  private OwnNetwork(
      Process process, long pid, boolean byUser, Path socket, Path announce, Path heard) {
    this.process = process;
    this.pid = pid;
    this.byUser = byUser;
    this.socket = socket;
    this.announce = announce;
    this.heard = heard;
  }

  /// How namespaces can be made here.
  ///
  /// @param way what comes before a command; empty if there is none
  /// @param why in a few words, why not; empty if they can
  record Ability(List<String> way, String why) {
    private static Ability cannot(String why) {
      return new Ability(List.of(), why);
    }
  }

  /// Whether it can be had here: why not, in a few words; empty if it can.
  public static Optional<String> impossible() {
    String why = ability().why();
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }

  static Ability ability() {
    if (OperatingSystem.here() != OperatingSystem.LINUX) {
      return Ability.cannot(LabWords.of("own-network.only-linux-has-network"));
    }
    String sockets = SocketLender.impossible();
    if (!sockets.isEmpty()) {
      return Ability.cannot(sockets);
    }
    String said = "";
    for (List<String> way : WAYS) {
      List<String> command = new ArrayList<>(way);
      command.addAll(
          List.of(
              "--",
              "/bin/sh",
              "-c",
              String.format(Locale.ROOT, LAN, "10.77.0.1") + "nsenter --version"));
      Commands.Outcome outcome = Commands.run(command);
      if (outcome.worked()) {
        return new Ability(way, "");
      }
      said = outcome.said();
    }
    return Ability.cannot(
        LabWords.of(
            "own-network.no-network-namespace-can",
            said.isEmpty() ? "" : " (" + firstLine(said) + ")"));
  }

  private static String firstLine(String said) {
    return said.lines().findFirst().orElse("").replaceAll("\\.$", "");
  }

  /// Makes one.
  ///
  /// @param number of the run's, from 1; names its addresses
  /// @param work a folder for what it needs
  /// @throws IOException with a few words if it cannot be made
  static OwnNetwork make(Ability ability, int number, Path work, Guardian guardian)
      throws IOException, InterruptedException {
    Path announce = Files.createDirectories(work.resolve("announce"));
    Path heard = Files.createDirectories(work.resolve("heard"));
    Path socket = socket(work, guardian);
    String address = "10.77." + number + ".1";
    List<String> command = new ArrayList<>(ability.way());
    command.addAll(
        List.of(
            "--",
            "/bin/sh",
            "-c",
            String.format(Locale.ROOT, LAN, address) + "exec \"$@\"",
            "apart"));
    command.addAll(ThisProgram.command());
    command.addAll(
        List.of("lab:apart", socket.toString(), announce.toString(), heard.toString(), address));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(work.resolve("apart.err.txt").toFile()));
    ThisProgram.untie(builder.environment());
    Process process = builder.start();
    guardian.watch(process.pid());
    long pid = awaitUp(process);
    boolean byUser = ability.way().contains("--user");
    return new OwnNetwork(process, pid, byUser, socket, announce, heard);
  }

  /// The path of a Unix socket has its bounds, and folders for temporary files may lie deep.
  private static Path socket(Path work, Guardian guardian) throws IOException {
    Path socket = work.resolve("s");
    if (socket.toString().length() <= LONGEST_SOCKET) {
      return socket;
    }
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "meshscope-lab");
    guardian.remove(folder);
    return folder.resolve("s");
  }

  private static long awaitUp(Process process) throws IOException, InterruptedException {
    CompletableFuture<Long> up = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("apart")
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                String line = lines.readLine();
                up.complete(line == null ? 0 : JSON.readTree(line).path("pid").asLong(0));
              } catch (IOException | JacksonException e) {
                up.complete(0L);
              }
            });
    try {
      long pid = up.get(COMES_UP_SECONDS, TimeUnit.SECONDS);
      if (pid > 0) {
        return pid;
      }
    } catch (ExecutionException | TimeoutException e) {
      // told below
    }
    process.destroyForcibly();
    throw new IOException(LabWords.of("own-network.the-program-that-keeps"));
  }

  /// What comes before a command so that it runs in there.
  public List<String> prefix() {
    List<String> prefix = new ArrayList<>(List.of("nsenter"));
    if (byUser) {
      prefix.add("--preserve-credentials");
      prefix.add("--user=/proc/" + pid + "/ns/user");
    }
    prefix.add("--net=/proc/" + pid + "/ns/net");
    prefix.add("--");
    return prefix;
  }

  /// Where the exchange gets sockets of it.
  public Side side() {
    return new Side.Apart(socket);
  }

  /// Records that lie here are announced on its LAN.
  public Path announce() {
    return announce;
  }

  /// Here is who was heard on it.
  public Path heard() {
    return heard;
  }

  /// Whether it is there.
  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
