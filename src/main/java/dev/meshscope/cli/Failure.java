package dev.meshscope.cli;

import org.jspecify.annotations.Nullable;

/// Something cannot be done; the message is one clear sentence for the user.
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public Failure(String message) {
    this(message, null, 1);
  }

  public Failure(String message, Throwable cause) {
    this(message, cause, 1);
  }

  /// @param status the exit status
  public Failure(String message, @Nullable Throwable cause, int status) {
    super(message, cause);
    this.status = status;
  }

  /// The exit status.
  public int status() {
    return status;
  }
}
