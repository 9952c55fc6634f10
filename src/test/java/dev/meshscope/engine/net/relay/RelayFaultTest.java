package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.text.Telling;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelayFaultTest {
  private static final RelayConfig CONFIG = RelayConfig.parse("wss://relay.example", "s3cret");
  private static final String UNTRUSTED =
      "The relay’s certificate is not signed by an authority that this machine trusts.";

  /// As the JDK and Netty wrap what is wrong with a certificate.
  private static Throwable refused(Exception cause) {
    return new DecoderException(
        new SSLHandshakeException("PKIX path validation failed", new CertificateException(cause)));
  }

  private static Exception invalid(
      String words, Throwable cause, CertPathValidatorException.Reason reason) {
    return new CertPathValidatorException(words, cause, null, -1, reason);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            refused(invalid("x", new CertificateExpiredException(), BasicReason.EXPIRED)),
            "The relay’s certificate has expired."),
        Arguments.of(
            refused(invalid("x", new CertificateNotYetValidException(), BasicReason.NOT_YET_VALID)),
            "The relay’s certificate is not valid yet."),
        Arguments.of(
            new SSLHandshakeException(
                "x", new CertificateException("No name matching relay.example found")),
            "The relay’s certificate is not for relay.example."),
        Arguments.of(
            new SSLHandshakeException(
                "x", new CertificateException("No subject alternative names present")),
            "The relay’s certificate is not for relay.example."),
        Arguments.of(refused(new CertPathBuilderException("unable to find valid path")), UNTRUSTED),
        Arguments.of(refused(invalid("x", null, PKIXReason.NO_TRUST_ANCHOR)), UNTRUSTED),
        Arguments.of(
            refused(invalid("MD5 is disabled.", null, BasicReason.ALGORITHM_CONSTRAINED)),
            "The TLS handshake with the relay failed: MD5 is disabled."),
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: protocol_version"),
            "The TLS handshake with the relay failed: Received fatal alert: protocol_version."),
        Arguments.of(
            new DecoderException(new NotSslRecordException("not an SSL/TLS record: 4854")),
            "The relay does not speak TLS on this port: its URL may begin with ws://."),
        Arguments.of(
            new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.MESSAGE_TOO_BIG, "Max frame length exceeded."),
            "The relay broke the WebSocket protocol: Max frame length exceeded."),
        Arguments.of(
            new TooLongFrameException("x"), "The relay sent a message of more than 1052672 bytes."),
        Arguments.of(
            new WebSocketClientHandshakeException("Invalid challenge. Actual: s3cret"),
            "The relay’s WebSocket handshake is wrong: Invalid challenge. Actual: •••."),
        Arguments.of(new ClosedChannelException(), "The relay closed the connection."),
        Arguments.of(
            new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"),
            "The connection to the relay broke: Connection reset by peer."),
        Arguments.of(
            new IllegalStateException(),
            "The connection to the relay broke: IllegalStateException."));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverGoesWrongIsOneSentence(Throwable cause, String sentence) {
    assertThat(Telling.cause(RelayFault.of(CONFIG, cause))).isEqualTo(sentence);
  }

  @Test
  void aConnectionThatIsNotMadeSaysWhereTo() {
    assertThat(
            List.of(
                RelayFault.notConnected(CONFIG, new UnknownHostException("relay.example")),
                RelayFault.notConnected(
                    CONFIG, new ConnectException("Connection refused: relay/192.0.2.1:443")),
                RelayFault.notConnected(
                    CONFIG,
                    new ConnectTimeoutException(
                        "connection timed out after 10000 ms: /192.0.2.1:443"))))
        .extracting(Telling::cause)
        .containsExactly(
            "The relay’s host relay.example is not known.",
            "The relay cannot be reached at relay.example, port 443: Connection refused.",
            "The relay cannot be reached at relay.example, port 443: Connection timed out.");
  }

  @Test
  void causesThatGoRoundInACircleEnd() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(RelayFault.of(CONFIG, first).is(RelayCause.BROKE)).isTrue();
  }
}
