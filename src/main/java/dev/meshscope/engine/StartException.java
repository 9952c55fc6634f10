package dev.meshscope.engine;

/// The node cannot start; the message is one clear sentence for the user.
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
