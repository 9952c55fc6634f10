package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
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

/// What went wrong on the way to a relay. Pure.
final class RelayFault {
  private RelayFault() {}

  private static final int DEEPEST = 16;

  /// @param config names the relay
  /// @param cause what was thrown, in whatever it was wrapped
  static Cause of(RelayConfig config, Throwable cause) {
    boolean tls = false;
    Throwable at = cause;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Cause known = known(config, at);
      if (known != null) {
        // The other end chose some of these words.
        return config.withoutToken(known);
      }
      tls |= at instanceof SSLException;
      if (at.getCause() == null) {
        break;
      }
      at = at.getCause();
    }
    return Cause.of(tls ? RelayCause.TLS_FAILED : RelayCause.BROKE, SocketEnd.cause(at));
  }

  /// A connection was not made.
  static Cause notConnected(RelayConfig config, Throwable cause) {
    return cause instanceof UnknownHostException
        ? Cause.of(RelayCause.UNKNOWN_HOST, config.host())
        : Cause.of(RelayCause.UNREACHABLE, config.host(), config.port(), SocketEnd.cause(cause));
  }

  private static @Nullable Cause known(RelayConfig config, Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException _ -> Cause.of(RelayCause.CERTIFICATE_EXPIRED);
      case CertificateNotYetValidException _ -> Cause.of(RelayCause.CERTIFICATE_NOT_YET_VALID);
      case CertificateException e when isAboutTheHost(e) ->
          Cause.of(RelayCause.CERTIFICATE_OF_ANOTHER, config.host());
      case CertPathValidatorException e when e.getReason() == PKIXReason.NO_TRUST_ANCHOR ->
          Cause.of(RelayCause.CERTIFICATE_UNTRUSTED);
      case CertPathBuilderException e when e.getCause() == null ->
          Cause.of(RelayCause.CERTIFICATE_UNTRUSTED);
      case NotSslRecordException _ -> Cause.of(RelayCause.NO_TLS);
      case CorruptedWebSocketFrameException _ ->
          Cause.of(RelayCause.WEBSOCKET_BROKEN, SocketEnd.cause(cause));
      case TooLongFrameException _ -> Cause.of(RelayCause.MESSAGE_TOO_LONG, RelayJson.MAX_BYTES);
      case WebSocketHandshakeException _ ->
          Cause.of(RelayCause.UPGRADE_WRONG, SocketEnd.cause(cause));
      case ClosedChannelException _ -> Cause.of(RelayCause.CLOSED);
      default -> null;
    };
  }

  /// The JDK has no type for that.
  private static boolean isAboutTheHost(CertificateException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No name matching") || message.startsWith("No subject alternative");
  }
}
