package dev.meshscope.engine.net.relay;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.link.RelayState;
import dev.meshscope.core.link.SocketOptions;

/// Is told what happens at the relay. On the engine loop; may call the client back.
///
/// A new state is told before what it brings: [RelayState.Open] before the peers of the directory,
/// the state that ends a connection before its peers are gone. Who is present stays so until it is
/// gone, also while the relay wants to hear once more who we are. Nothing is claimed here that is
/// proven: a relay can lie about who is present and who said what.
public interface RelayListener {

  void state(RelayState state);

  /// What is in force on the socket to the relay, once per connection.
  void tuned(SocketOptions options);

  /// A peer can be reached through the relay, or changed its name there.
  void present(NodeId peer, NodeName name);

  /// The relay announces a peer again that was present all the time: it has made a new connection.
  void rejoined(NodeId peer, NodeName name);

  void gone(NodeId peer);

  /// A frame from a peer that is present.
  ///
  /// @param frame a JSON object as UTF-8, exactly as it came; whether it is a frame is not checked
  void payload(NodeId from, byte[] frame);

  /// What the relay wants the user to know (`relay-error`), printable and cut.
  void said(String text);

  /// The relay brings more than is taken in, and is not read from for a moment.
  void slowed();

  /// Something from the relay was not taken in.
  ///
  /// @param why what is wrong with it
  /// @param bytes how long it was
  void ignored(Ignored why, int bytes);
}
