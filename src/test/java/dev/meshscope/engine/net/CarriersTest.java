package dev.meshscope.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.SendCause;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriersTest {
  private static final TransportId ID = new TransportId(1);
  private static final Frame PING = new Frame.Ping();

  private final List<Input> told = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Carriers carriers = new Carriers(told::add);

  @Test
  void eachTransportHasItsOwn() {
    carriers.add(ID, new Noted("one"));
    carriers.add(new TransportId(2), new Noted("two"));

    carriers.send(ID, PING);
    carriers.sendPongs(new TransportId(2), 3);
    carriers.close(ID);

    assertThat(done).containsExactly("one sends ping", "two sends 3 pongs", "one is closed");
    assertThat(told).isEmpty();
  }

  @Test
  void whatNobodyCarriesIsNotWritten() {
    carriers.add(ID, new Noted("one"));
    carriers.close(ID);
    done.clear();

    carriers.send(ID, PING);
    carriers.sendPongs(ID, 1);
    carriers.close(ID);

    assertThat(done).isEmpty();
    assertThat(told)
        .containsExactly(new Input.NotWritten(ID, "ping", Cause.of(SendCause.CONNECTION_CLOSED)));
  }

  @Test
  void whoHasEndedTakesNothingFromTheNextOne() {
    Noted first = new Noted("first");
    carriers.add(ID, first);
    carriers.add(ID, new Noted("next"));

    carriers.remove(ID, first);
    carriers.send(ID, PING);

    assertThat(done).containsExactly("next sends ping");
  }

  private final class Noted implements Carrier {
    private final String name;

    Noted(String name) {
      this.name = name;
    }

    @Override
    public void send(Frame frame) {
      done.add(name + " sends " + frame.type());
    }

    @Override
    public void sendPongs(int count) {
      done.add(name + " sends " + count + " pongs");
    }

    @Override
    public void close() {
      done.add(name + " is closed");
    }

    @Override
    public void sample(KernelView before, long nowNs) {
      done.add(name + " is sampled");
    }
  }
}
