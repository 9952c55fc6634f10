package dev.meshscope.engine.store;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;

/// Who this node is for ever.
///
/// @param e2ePublicKey X25519 as base64 of SPKI DER
/// @param seal signs with the private key, which never leaves it
public record Identity(
    NodeId nodeId, NodeName name, PublicKey publicKey, String e2ePublicKey, Ed25519Seal seal) {}
