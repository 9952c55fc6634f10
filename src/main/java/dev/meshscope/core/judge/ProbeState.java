package dev.meshscope.core.judge;

/// What is known of the incumbent's voice.
public sealed interface ProbeState {

  /// Nobody has asked it.
  record NotAsked() implements ProbeState {}

  /// Asked, no answer yet.
  ///
  /// @param forNs how long ago
  /// @param waitNs how long it may take
  record Waiting(long forNs, long waitNs) implements ProbeState {}

  /// It spoke after being asked.
  ///
  /// @param afterNs how long it took
  record Answered(long afterNs) implements ProbeState {}

  /// It did not speak within its time.
  ///
  /// @param forNs how long ago it was asked
  record Unanswered(long forNs) implements ProbeState {}
}
