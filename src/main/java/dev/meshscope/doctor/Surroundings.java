package dev.meshscope.doctor;

import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Descriptors;
import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.RegistrySurvey;
import dev.meshscope.core.link.SocketTrial;
import dev.meshscope.engine.Ground;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the doctor looks at beside the table: folders, addresses, the system.
///
/// @param stateDir identity and known peers
/// @param registryDir the loopback registry
/// @param privacy who else may touch what is kept in the state folder, or could before it was
///   closed
/// @param registry what lies in it; null: not looked at yet
/// @param addresses of this machine's interfaces, loopback last
/// @param socket what this system does with a socket of ours; null: not tried yet
/// @param descriptors how many files and sockets are open; null: this system does not count them
/// @param leftOut interfaces that are not used for the LAN
public record Surroundings(
    Path stateDir,
    Path registryDir,
    Secrecy privacy,
    @Nullable RegistrySurvey registry,
    List<String> addresses,
    @Nullable SocketTrial socket,
    @Nullable Descriptors descriptors,
    List<LeftOut> leftOut) {

  private static final Pattern NOUGHTS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  /// Copies the lists.
  public Surroundings {
    addresses = List.copyOf(addresses);
    leftOut = List.copyOf(leftOut);
  }

  /// Where things are, before anybody looked.
  public static Surroundings unknown(Path stateDir, Path registryDir) {
    return new Surroundings(
        stateDir, registryDir, Secrecy.PRIVATE, null, List.of(), null, null, List.of());
  }

  /// Where things are, before a node starts, which closes what is open to others; blocks for files.
  public static Surroundings beforeStart(Path stateDir, Path registryDir) {
    return new Surroundings(
        stateDir, registryDir, Secrecy.of(stateDir), null, List.of(), null, null, List.of());
  }

  /// Looks; blocks for files and sockets.
  ///
  /// @param before an earlier look, whose trial of a socket is not repeated
  public static Surroundings look(Surroundings before, Self self) {
    return new Surroundings(
        before.stateDir,
        before.registryDir,
        Secrecy.of(before.stateDir).or(before.privacy),
        Ground.registry(before.registryDir, self),
        ofThisMachine(),
        before.socket == null ? Ground.socket() : before.socket,
        Ground.descriptors().orElse(null),
        Ground.leftOut());
  }

  private static List<String> ofThisMachine() {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      List<InetAddress> all =
          interfaces.filter(Surroundings::isUp).flatMap(NetworkInterface::inetAddresses).toList();
      return Stream.concat(
              all.stream().filter(address -> !address.isLoopbackAddress()),
              all.stream().filter(InetAddress::isLoopbackAddress))
          .map(Surroundings::text)
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  /// Without the scope, and with noughts left out: `fe80::1`, not `fe80:0:0:0:0:0:0:1%eth0`.
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    String bare = scope < 0 ? text : text.substring(0, scope);
    return address instanceof Inet6Address ? NOUGHTS.matcher(bare).replaceFirst("::") : bare;
  }
}
