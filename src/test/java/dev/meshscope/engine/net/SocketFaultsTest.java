package dev.meshscope.engine.net;

import static dev.meshscope.core.link.SocketFault.IN_USE;
import static dev.meshscope.core.link.SocketFault.NOT_OURS;
import static dev.meshscope.core.link.SocketFault.NO_ROUTE;
import static dev.meshscope.core.link.SocketFault.OTHER;
import static dev.meshscope.core.link.SocketFault.REFUSED;
import static dev.meshscope.core.link.SocketFault.RESET;
import static dev.meshscope.core.link.SocketFault.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.SocketFault;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever language the system speaks: its words are never looked at.
@EnabledOnOs(OS.LINUX)
class SocketFaultsTest {

  @BeforeAll
  static void loadNumbers() {
    Epoll.ensureAvailability();
  }

  static Stream<Arguments> thrownByADial() {
    return Stream.of(
        Arguments.of(
            new UnknownHostException("nosuch: Name oder Dienst nicht bekannt"), "UNKNOWN_HOST"),
        Arguments.of(new ConnectTimeoutException("Zeit um: /10.0.0.1:9"), "SILENT"),
        Arguments.of(new NoRouteToHostException(), "NO_ROUTE"),
        Arguments.of(new NoRouteToHostException("null: /10.0.0.1:9"), "NO_ROUTE"),
        Arguments.of(new ConnectException("Verbindungsaufbau abgelehnt"), "REFUSED"),
        Arguments.of(connect(111, "Verbindungsaufbau abgelehnt"), "REFUSED"),
        Arguments.of(connect(110, "Zeitüberschreitung"), "SILENT"),
        Arguments.of(connect(13, "Keine Berechtigung"), "PROHIBITED"),
        Arguments.of(connect(1, "Die Operation ist nicht erlaubt"), "PROHIBITED"),
        Arguments.of(connect(22, "Das Argument ist ungültig"), "NO_ROUTE"),
        Arguments.of(connect(99, "Kann Adresse nicht zuweisen"), "NO_ROUTE"),
        Arguments.of(connect(104, "Zurückgesetzt"), "RESET"),
        Arguments.of(
            new ChannelException("x", new NativeIoException("newSocketStream", -24)),
            "NO_DESCRIPTORS"),
        Arguments.of(new SocketException("Das Netzwerk ist nicht erreichbar"), "NO_ROUTE"),
        Arguments.of(
            new IOException("x", new SocketException("Das Netzwerk ist nicht erreichbar")),
            "NO_ROUTE"),
        Arguments.of(new BindException("Keine Berechtigung"), "OTHER"),
        Arguments.of(new IOException("Verbindung zurückgesetzt"), "OTHER"));
  }

  private static ConnectException connect(int number, String words) {
    return new ConnectException(
        "finishConnect(..) failed with error(-%d): %s: /10.0.0.1:9".formatted(number, words));
  }

  @ParameterizedTest
  @MethodSource("thrownByADial")
  void aDialIsJudgedByNumberOrType(Throwable cause, SocketFault fault) {
    assertThat(SocketFaults.ofDial(cause)).isEqualTo(fault);
  }

  static Stream<Arguments> thrownByARead() {
    return Stream.of(
        Arguments.of(new NativeIoException("recvAddress", -104), RESET, CloseReason.RESET),
        Arguments.of(new NativeIoException("writeAddress", -32), RESET, CloseReason.RESET),
        Arguments.of(new NativeIoException("recvAddress", -110), SILENT, CloseReason.TIMED_OUT),
        Arguments.of(new NativeIoException("recvAddress", -113), NO_ROUTE, CloseReason.TIMED_OUT),
        Arguments.of(new NativeIoException("recvAddress", -5), OTHER, CloseReason.FAILED),
        Arguments.of(new SocketException("Connection reset"), RESET, CloseReason.RESET),
        Arguments.of(new IOException("Die Wartezeit ist abgelaufen"), OTHER, CloseReason.TIMED_OUT),
        Arguments.of(new IllegalStateException("ours"), OTHER, CloseReason.FAILED));
  }

  @ParameterizedTest
  @MethodSource("thrownByARead")
  void aBrokenConnectionIsJudgedByNumberOrType(
      Throwable cause, SocketFault fault, CloseReason reason) {
    assertThat(SocketFaults.ofRead(cause)).isEqualTo(fault);
    assertThat(SocketEnd.broken(cause).reason()).isEqualTo(reason);
  }

  @Test
  void anAddressInUseIsToldFromOneThatIsNotOurs() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Throwable unnumbered = new BindException("Die Adresse wird bereits verwendet");
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      InetSocketAddress ours = new InetSocketAddress(loopback, taken.getLocalPort());
      assertThat(SocketFaults.ofBind(new NativeIoException("bind", -98), ours)).isEqualTo(IN_USE);
      assertThat(SocketFaults.ofBind(unnumbered, ours)).isEqualTo(IN_USE);
    }
    InetSocketAddress theirs = new InetSocketAddress("192.0.2.1", 50_000);
    assertThat(SocketFaults.ofBind(new NativeIoException("bind", -99), theirs)).isEqualTo(NOT_OURS);
    assertThat(SocketFaults.ofBind(unnumbered, theirs)).isEqualTo(NOT_OURS);
    // Taken, or not permitted: the JDK does not say which.
    assertThat(SocketFaults.ofBind(unnumbered, new InetSocketAddress(loopback, 80)))
        .isEqualTo(OTHER);
  }

  @Test
  void whatIsNotOursIsTheSystemsAndNeverNull() {
    assertThat(SocketEnd.cause(new NoRouteToHostException("null: /10.0.0.1:9")))
        .isEqualTo(Cause.of(SocketFault.NO_ROUTE));
    assertThat(SocketEnd.cause(new IOException((String) null)))
        .isEqualTo(new Cause.Said("IOException"));
    assertThat(
            SocketEnd.cause(
                new IOException("connect(..) failed with error(-5): E/A-Fehler: /[::1]:9")))
        .isEqualTo(new Cause.Said("E/A-Fehler"));
    assertThat(SocketEnd.notConnected(REFUSED))
        .isEqualTo(new SocketEnd(CloseReason.DIAL_FAILED, Cause.of(SocketFault.REFUSED)));
  }
}
