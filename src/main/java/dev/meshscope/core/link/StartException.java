package dev.meshscope.core.link;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Caused;
import dev.meshscope.core.cause.StartCause;

/// The node cannot start, or cannot join a network.
public final class StartException extends Exception implements Caused {
  private static final long serialVersionUID = 1L;

  private final transient Cause why;

  /// @param why what is in the way
  public StartException(Cause why) {
    super(why.toString());
    this.why = why;
  }

  /// @param why what is in the way
  /// @param cause what the system said
  public StartException(Cause why, Throwable cause) {
    super(why.toString(), cause);
    this.why = why;
  }

  @Override
  public Cause why() {
    return why;
  }

  /// Whether all that is in the way is another process with the same identity.
  public boolean identityInUse() {
    return why.is(StartCause.IDENTITY_IN_USE);
  }
}
