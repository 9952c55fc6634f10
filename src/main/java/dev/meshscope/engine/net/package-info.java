/// Bytes and sockets: Netty. Decides nothing.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine.net;
