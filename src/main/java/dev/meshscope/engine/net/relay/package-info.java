/// The way through a relay (PROTOCOL 6): one WebSocket, many peers. Decides nothing about peers.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine.net.relay;
