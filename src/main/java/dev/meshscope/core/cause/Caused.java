package dev.meshscope.core.cause;

/// An exception that a person is to read. Its message is for logs; whoever shows it has words for
/// its cause.
public interface Caused {

  /// Why it was thrown.
  Cause why();
}
