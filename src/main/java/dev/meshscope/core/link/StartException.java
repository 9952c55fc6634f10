package dev.meshscope.core.link;

/// The node cannot start; the message is one clear sentence for the user.
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean identityInUse;

  /// For any reason but the same identity.
  ///
  /// @param message one sentence for the user
  public StartException(String message) {
    super(message);
    identityInUse = false;
  }

  /// For any reason but the same identity.
  ///
  /// @param message one sentence for the user
  /// @param cause what the system said
  public StartException(String message, Throwable cause) {
    super(message, cause);
    identityInUse = false;
  }

  private StartException(String message, boolean identityInUse) {
    super(message);
    this.identityInUse = identityInUse;
  }

  /// Another process runs with this identity.
  public static StartException identityInUse(String message) {
    return new StartException(message, true);
  }

  /// Whether all that is in the way is another process with the same identity.
  public boolean identityInUse() {
    return identityInUse;
  }
}
