package dev.meshscope.lab.result;

/// How a round ended.
public sealed interface Outcome {

  /// The peer was back in time.
  record Recovered() implements Outcome {}

  /// It was not.
  record NotRecovered() implements Outcome {}

  /// Nobody was expected back; the counts tell.
  record Done() implements Outcome {}

  /// It did not come to the fault.
  ///
  /// @param why one sentence
  record Invalid(String why) implements Outcome {}

  /// As in JSON and tables.
  default String id() {
    return switch (this) {
      case Recovered() -> "recovered";
      case NotRecovered() -> "not-recovered";
      case Done() -> "done";
      case Invalid(_) -> "invalid";
    };
  }
}
