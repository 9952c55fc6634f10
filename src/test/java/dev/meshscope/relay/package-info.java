/// A relay for tests: follows PROTOCOL 6 and misbehaves when told to. Shares no code with the
/// engine.
@org.jspecify.annotations.NullMarked
package dev.meshscope.relay;
