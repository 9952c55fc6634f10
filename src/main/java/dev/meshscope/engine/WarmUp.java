package dev.meshscope.engine;

import dev.meshscope.core.identity.KnownKeys;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.identity.Seal;
import dev.meshscope.core.identity.Self;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Settings;
import dev.meshscope.core.link.StartException;
import dev.meshscope.core.link.TransportId;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import dev.meshscope.engine.net.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Uses the quiet after the start: made-up peers join a table of their own, through real sockets on
/// a port of loopback that nobody is told of, so that the compiler has seen the whole way before
/// real peers come. A Java that has not takes twice as long for the first two thousand. Nothing of
/// it reaches the node's table, files or registry.
final class WarmUp implements World {
  private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());
  private static final int PEERS = 400;
  private static final int AT_ONCE = 8;
  private static final Nonce NONCE = new Nonce("0".repeat(32));
  private static final String KEY = "A".repeat(43);

  private final MeshObserver audience;
  private final Stepper stepper;
  private final Sockets sockets;

  private WarmUp(Self self, MeshObserver audience) {
    this.audience = audience;
    this.stepper =
        new Stepper(PeerTable.empty(self, Settings.DEFAULT, Map.of()), new NoSeal(), this);
    this.sockets = new Sockets(stepper.carriers(), stepper, stepper::table, () -> NONCE, () -> 0);
  }

  /// Takes half a second on the thread that calls.
  ///
  /// @param audience is told what happens as an observer of the node would be
  /// @param quiet whether still nobody needs the processor
  static void run(Self self, MeshObserver audience, BooleanSupplier quiet) {
    WarmUp warmUp = new WarmUp(self, audience);
    try {
      warmUp.joinAll(quiet);
    } catch (IOException | StartException e) {
      LOG.log(Level.FINE, "the node stays cold", e);
    } finally {
      warmUp.sockets.shutDown();
    }
  }

  private void joinAll(BooleanSupplier quiet) throws IOException, StartException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    var address =
        new InetSocketAddress(loopback, sockets.open(loopback.getHostAddress(), 0).port());
    sockets.group().execute(() -> stepper.observe(audience));
    Deque<SocketChannel> peers = new ArrayDeque<>();
    ByteBuffer answer = ByteBuffer.allocate(4096);
    try {
      for (int i = 0; i < PEERS && quiet.getAsBoolean(); i++) {
        if (peers.size() == AT_ONCE) {
          peers.removeFirst().close();
        }
        SocketChannel peer = SocketChannel.open(address);
        peers.add(peer);
        // Reset when it is closed: nothing of it waits in the system's lists.
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.write(handshake(i));
        peer.read(answer.clear());
      }
    } finally {
      for (SocketChannel peer : peers) {
        peer.close();
      }
    }
  }

  private ByteBuffer handshake(int number) {
    // In the language of the user the digits might not be those of JSON.
    byte[] payload =
        String.format(
                Locale.ROOT,
                """
                {"type":"handshake","nodeId":"00000000-0000-7000-8000-%012x","name":"warm-up",\
                "version":"1.1.0","publicKey":"%s","lifecycleRole":"participant","group":"%s",\
                "extensions":[]}""",
                number,
                KEY,
                stepper.table().self().group())
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).flip();
  }

  // Its world is its sockets: timers, dials and files have no part in it.

  @Override
  public void dial(TransportId id, Endpoint endpoint) {
    // Who is made up is not dialled.
  }

  @Override
  public void reach(TransportId id, NodeId peer) {
    // There is no relay.
  }

  @Override
  public void wake(Input input, long atNs) {
    // It is over before anything is due.
  }

  @Override
  public void keep(KnownKeys known) {
    // Nothing of it outlives it.
  }

  @Override
  public void flush() {
    sockets.flush();
  }

  /// Nobody here has a key to prove.
  private record NoSeal() implements Seal {
    @Override
    public String sign(String statement) {
      return "";
    }

    @Override
    public boolean verifies(PublicKey key, String statement, String signature) {
      return false;
    }
  }
}
