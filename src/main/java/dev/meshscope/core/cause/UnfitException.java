package dev.meshscope.core.cause;

/// What a user typed is nothing that can be used. What was typed is not in it: it may be a secret.
public final class UnfitException extends IllegalArgumentException implements Caused {
  private static final long serialVersionUID = 1L;

  private final transient Cause why;

  /// @param why what is wrong with it
  public UnfitException(Cause why) {
    super(why.toString());
    this.why = why;
  }

  /// @param why what is wrong with it
  public UnfitException(Code why) {
    this(Cause.of(why));
  }

  @Override
  public Cause why() {
    return why;
  }
}
