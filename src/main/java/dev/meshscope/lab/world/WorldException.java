package dev.meshscope.lab.world;

/// A step cannot be done; the message is one sentence.
public final class WorldException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorldException(String message) {
    super(message);
  }

  public WorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
