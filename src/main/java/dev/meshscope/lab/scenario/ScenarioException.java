package dev.meshscope.lab.scenario;

/// A scenario cannot be used; the message is one sentence for the user, with file and line where
/// there are some.
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  public ScenarioException(String message) {
    super(message);
  }
}
