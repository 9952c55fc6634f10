package dev.meshscope.relay;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a test relay is to run.
///
/// @param port where it listens on loopback; 0: any free port
/// @param token what clients must say; null: nothing
/// @param tls null: plain `ws`
/// @param authWithin a client says who it is within this time, else 4001
/// @param pingEvery how often clients are pinged; whoever has not answered by the next ping gets
///   4005
/// @param freshFor a second connection of one node id is refused with 4006 if the first is younger
///   than this; otherwise the first is replaced with 4004
public record RelaySetup(
    int port,
    @Nullable String token,
    @Nullable SslContext tls,
    Duration authWithin,
    Duration pingEvery,
    Duration freshFor) {

  /// As deployed relays, on any port, open to everybody.
  public static final RelaySetup DEFAULT =
      new RelaySetup(
          0, null, null, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));

  public RelaySetup onPort(int other) {
    return new RelaySetup(other, token, tls, authWithin, pingEvery, freshFor);
  }

  public RelaySetup withToken(String other) {
    return new RelaySetup(port, other, tls, authWithin, pingEvery, freshFor);
  }

  public RelaySetup withTls(SslContext other) {
    return new RelaySetup(port, token, other, authWithin, pingEvery, freshFor);
  }

  public RelaySetup authWithin(Duration other) {
    return new RelaySetup(port, token, tls, other, pingEvery, freshFor);
  }

  public RelaySetup pingEvery(Duration other) {
    return new RelaySetup(port, token, tls, authWithin, other, freshFor);
  }

  /// A newcomer always replaces the connection that is there.
  public RelaySetup replacing() {
    return new RelaySetup(port, token, tls, authWithin, pingEvery, Duration.ZERO);
  }

  /// A newcomer is always refused.
  public RelaySetup refusing() {
    return new RelaySetup(port, token, tls, authWithin, pingEvery, Duration.ofDays(1));
  }
}
