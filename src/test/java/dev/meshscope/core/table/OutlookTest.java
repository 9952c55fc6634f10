package dev.meshscope.core.table;

import static dev.meshscope.core.table.Driver.ELSEWHERE;
import static dev.meshscope.core.table.Driver.LARGER;
import static dev.meshscope.core.table.Driver.SMALLER;
import static dev.meshscope.core.table.Driver.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Sighting;
import dev.meshscope.core.link.Source;
import dev.meshscope.core.link.TransportId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {

  private final Driver node = new Driver();

  private Outlook outlook(NodeId who) {
    return Outlook.of(node.table, node.peer(who), node.nowNs);
  }

  @Test
  void beforeTheFirstDialNothingHasFailed() {
    node.sight(SMALLER, THERE, 7);

    Outlook outlook = outlook(SMALLER);

    assertThat(outlook.failed()).isNull();
    assertThat(outlook.failure()).isEqualTo(Attempts.NONE);
    assertThat(next(outlook)).isEqualTo("their-turn");
  }

  @Test
  void whatFailedLastIsToldWithItsAddress() {
    node.take(
        new Input.Sighted(
            new Sighting(
                LARGER, new NodeName("peer"), Source.LOOPBACK, List.of(THERE, ELSEWHERE), 0)));
    node.take(
        new Input.Ended(new TransportId(1), CloseReason.DIAL_FAILED, new Cause.Said("refused")));
    node.until(10);
    node.take(
        new Input.Ended(new TransportId(2), CloseReason.DIAL_FAILED, new Cause.Said("no route")));

    Outlook outlook = outlook(LARGER);

    assertThat(outlook.failed()).isEqualTo(ELSEWHERE);
    assertThat(outlook.failure().error()).isEqualTo(new Cause.Said("no route"));
    assertThat(next(outlook)).isEqualTo("resting");
  }

  @Test
  void ofSeveralWaysTheOneThatComesFirstIsNext() {
    node.sight(LARGER, THERE, 7);
    node.take(
        new Input.Ended(new TransportId(1), CloseReason.DIAL_FAILED, new Cause.Said("refused")));
    node.take(
        new Input.Sighted(
            new Sighting(LARGER, new NodeName("peer"), Source.LAN, List.of(ELSEWHERE), 0)));

    assertThat(next(outlook(LARGER))).isEqualTo("under-way");
  }

  private static String next(Outlook outlook) {
    return outlook.next() == null ? "nothing" : outlook.next().reason().id();
  }
}
