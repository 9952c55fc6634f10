package dev.meshscope.config;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Caused;
import java.io.IOException;

/// What was saved cannot be used.
public final class UnusableException extends IOException implements Caused {
  private static final long serialVersionUID = 1L;

  private final transient Cause why;

  UnusableException(Cause why) {
    super(why.toString());
    this.why = why;
  }

  UnusableException(Cause why, IOException cause) {
    super(why.toString(), cause);
    this.why = why;
  }

  @Override
  public Cause why() {
    return why;
  }
}
