/// The measuring side: loads and clients that speak PROTOCOL.md in hand-written bytes and share no
/// code with the program.
@org.jspecify.annotations.NullMarked
package dev.meshscope.bench;
