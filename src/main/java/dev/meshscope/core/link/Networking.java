package dev.meshscope.core.link;

import org.jspecify.annotations.Nullable;

/// Which networks a node joins beside the loopback registry of its machine.
///
/// @param lan whether it is found, and finds others, on the LAN; off means bound to loopback only
/// @param relay the relay's URL, `ws://` or `wss://`; null: none
/// @param relayToken what opens the relay's door; null: it wants none. Shown to nobody
/// @param relayOnly whether nobody is looked for but through the relay: no registry, no LAN
public record Networking(
    boolean lan, @Nullable String relay, @Nullable String relayToken, boolean relayOnly) {

  /// This machine only.
  public static final Networking LOOPBACK = new Networking(false, null, null, false);

  /// The same, on the LAN or not.
  public Networking onLan(boolean on) {
    return new Networking(on, relay, relayToken, relayOnly);
  }

  @Override
  public String toString() {
    String token = relayToken == null ? "" : ", with a token";
    return "Networking[lan=" + lan + ", relay=" + relay + token + ", only=" + relayOnly + "]";
  }
}
