package dev.meshscope.core.identity;

import org.jspecify.annotations.Nullable;

/// Who we are, as we tell others.
///
/// @param nodeId our permanent id
/// @param name our display name
/// @param publicKey our identity key
/// @param e2ePublicKey X25519 as base64 of SPKI DER, 60 characters (PROTOCOL 3); null: not offered
/// @param group the mesh we belong to; peers of another group are refused
/// @param incarnation this process's life
/// @param startedAt milliseconds since the epoch, for display only
public record Self(
    NodeId nodeId,
    NodeName name,
    PublicKey publicKey,
    @Nullable String e2ePublicKey,
    Group group,
    Incarnation incarnation,
    long startedAt) {}
