package dev.meshscope.core.wire;

import dev.meshscope.core.identity.Group;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What each side says of itself first (PROTOCOL 3), already checked field by field.
///
/// @param nodeId who speaks
/// @param name its display name
/// @param version the protocol version it announces, as sent
/// @param publicKey its identity key; deployed nodes accept a handshake without one, we do not
/// @param e2ePublicKey its X25519 key as sent; null if absent
/// @param role participant, validator, anchor or observer, as sent: a hint, never an authority
/// @param group `group` or `room`, whichever was sent; `default` if neither
/// @param extra what a Meshscope peer adds; null for every other peer
public record Handshake(
    NodeId nodeId,
    NodeName name,
    String version,
    PublicKey publicKey,
    @Nullable String e2ePublicKey,
    String role,
    Group group,
    @Nullable Extra extra) {

  /// The version we announce.
  public static final String VERSION = "1.1.0";

  // The major version decides, however the rest is written: 1, 1.2, 1.1.0-rc.1, v1.1.0+build.7.
  private static final Pattern OURS = Pattern.compile("\\s*v?(1|0\\.2)([.+\\-\\s].*)?");

  /// Whether the announced version is one we speak: any 1.x, and the 0.2.x of deployed nodes.
  public boolean speaksOurVersion() {
    return OURS.matcher(version).matches();
  }
}
