package dev.meshscope.cli;

/// Something cannot be done; the message is one clear sentence for the user.
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
