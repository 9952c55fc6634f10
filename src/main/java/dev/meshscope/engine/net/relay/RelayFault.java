package dev.meshscope.engine.net.relay;

import dev.meshscope.engine.net.SocketEnd;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What went wrong on the way to a relay, in one sentence. Pure.
final class RelayFault {
  private RelayFault() {}

  private static final String UNTRUSTED =
      "The relay's certificate is not signed by an authority that this machine trusts.";
  private static final int DEEPEST = 16;

  /// @param config names the relay
  /// @param cause what was thrown, in whatever it was wrapped
  static String sentence(RelayConfig config, Throwable cause) {
    boolean tls = false;
    Throwable at = cause;
    for (int depth = 0; depth < DEEPEST; depth++) {
      String sentence = known(config, at);
      if (sentence != null) {
        // The other end chose some of these words.
        return config.withoutToken(sentence);
      }
      tls |= at instanceof SSLException;
      if (at.getCause() == null) {
        break;
      }
      at = at.getCause();
    }
    String what =
        tls ? "The TLS handshake with the relay failed" : "The connection to the relay broke";
    return what + ": " + words(at) + ".";
  }

  /// A connection was not made.
  static String notConnected(RelayConfig config, Throwable cause) {
    return cause instanceof UnknownHostException
        ? "The relay's host " + config.host() + " is not known."
        : "The relay cannot be reached at "
            + config.host()
            + ", port "
            + config.port()
            + ": "
            + words(cause)
            + ".";
  }

  private static @Nullable String known(RelayConfig config, Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException _ -> "The relay's certificate has expired.";
      case CertificateNotYetValidException _ -> "The relay's certificate is not valid yet.";
      case CertificateException e when isAboutTheHost(e) ->
          "The relay's certificate is not for " + config.host() + ".";
      case CertPathValidatorException e when e.getReason() == PKIXReason.NO_TRUST_ANCHOR ->
          UNTRUSTED;
      case CertPathBuilderException e when e.getCause() == null -> UNTRUSTED;
      case NotSslRecordException _ ->
          "The relay does not speak TLS on this port: its URL may begin with ws://.";
      case CorruptedWebSocketFrameException _ ->
          "The relay broke the WebSocket protocol: " + words(cause) + ".";
      case TooLongFrameException _ ->
          "The relay sent a message of more than " + RelayJson.MAX_BYTES + " bytes.";
      case WebSocketHandshakeException _ ->
          "The relay's WebSocket handshake is wrong: " + words(cause) + ".";
      case ClosedChannelException _ -> "The relay closed the connection.";
      default -> null;
    };
  }

  /// The JDK has no type for that.
  private static boolean isAboutTheHost(CertificateException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No name matching") || message.startsWith("No subject alternative");
  }

  /// Without a full stop.
  private static String words(Throwable cause) {
    String words = SocketEnd.words(cause);
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }
}
