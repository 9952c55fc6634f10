package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.RelayCause;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final LongUnaryOperator LEAST = bound -> 0;
  private static final LongUnaryOperator MOST = bound -> bound - 1;

  private static Reconnect after(RelayEnd end, int failures, LongUnaryOperator jitter) {
    return Reconnect.after(end, failures, true, RelayTimings.DEFAULT, jitter);
  }

  private static long pause(int failures, LongUnaryOperator jitter) {
    return ((Reconnect.After) after(new RelayEnd.Failed(new Cause.Said("x")), failures, jitter))
        .pauseNs();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "4, 16", "5, 30", "6, 30", "40, 30", "2147483647, 30"})
  void thePauseIsAnywhereFromOneSecondToACeilingThatDoublesUpToThirty(int failures, int ceiling) {
    assertThat(pause(failures, LEAST)).isEqualTo(SECOND);
    assertThat(pause(failures, MOST)).isEqualTo(ceiling * SECOND);
  }

  @ParameterizedTest
  @ValueSource(ints = {4005, 1000, 1001, 1005, 1006, 1009, 1011, 1013, 4000, 4007, 4008, 4999})
  void afterTheseCodesItReconnectsWithTheBackoff(int code) {
    Reconnect next = after(new RelayEnd.Closed(code, ""), 3, MOST);

    assertThat(next).isInstanceOf(Reconnect.After.class);
    assertThat(((Reconnect.After) next).pauseNs()).isEqualTo(8 * SECOND);
  }

  @ParameterizedTest
  @CsvSource({"4001, AUTH_AWAITED", "4002, AUTH_REFUSED", "4003, TOKEN_REFUSED"})
  void aRefusedAuthIsShownAndNotHammered(int code, RelayCause why) {
    for (int failures : new int[] {1, 2, 100}) {
      assertThat(after(new RelayEnd.Closed(code, "because"), failures, LEAST))
          .isEqualTo(
              new Reconnect.After(
                  300 * SECOND, Cause.of(why, Cause.of(RelayCause.CODE_SAYING, code, "because"))));
    }
  }

  @Test
  void aRefusedTokenThatWeDoNotHaveIsSaidAsThat() {
    assertThat(
            Reconnect.after(new RelayEnd.Closed(4003, ""), 1, false, RelayTimings.DEFAULT, LEAST))
        .isEqualTo(new Reconnect.After(300 * SECOND, Cause.of(RelayCause.TOKEN_WANTED, "4003")));
  }

  @ParameterizedTest
  @CsvSource({"4004, ID_TAKEN", "4006, ID_CONNECTED"})
  void whereSomebodyElseHasOurIdentityItNeverReconnects(int code, RelayCause why) {
    assertThat(after(new RelayEnd.Closed(code, "because"), 1, LEAST))
        .isEqualTo(
            new Reconnect.Never(
                code, Cause.of(why, Cause.of(RelayCause.CODE_SAYING, code, "because"))));
  }

  @Test
  void aCloseWithoutACodeIsSaidSo() {
    assertThat(after(new RelayEnd.Closed(1005, ""), 1, LEAST))
        .isEqualTo(
            new Reconnect.After(
                SECOND, Cause.of(RelayCause.CLOSED_SAYING, Cause.of(RelayCause.NO_CODE))));
  }
}
