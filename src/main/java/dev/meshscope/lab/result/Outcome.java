package dev.meshscope.lab.result;

/// How a round ended.
public sealed interface Outcome {

  /// The peer was back in time.
  record Recovered() implements Outcome {}

  /// It was not.
  record NotRecovered() implements Outcome {}

  /// It was not: the two shook hands, and one of them hears the other and cannot answer.
  ///
  /// @param node which
  record HalfDead(String node) implements Outcome {}

  /// Nobody was expected back; the counts tell.
  record Done() implements Outcome {}

  /// It did not come to the fault.
  ///
  /// @param why one sentence
  record Invalid(String why) implements Outcome {}

  /// Whether somebody was expected back.
  default boolean expected() {
    return switch (this) {
      case Recovered(), NotRecovered(), HalfDead(_) -> true;
      case Done(), Invalid(_) -> false;
    };
  }

  /// As in JSON and tables.
  default String id() {
    return switch (this) {
      case Recovered() -> "recovered";
      case NotRecovered() -> "not-recovered";
      case HalfDead(_) -> "half-dead";
      case Done() -> "done";
      case Invalid(_) -> "invalid";
    };
  }
}
