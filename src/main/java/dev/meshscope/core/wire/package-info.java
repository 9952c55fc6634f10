/// What peers say to each other, as values: frames and the handshake. Bytes live in the engine.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.wire;
