package dev.meshscope.lines;

/// What is read is not what was written: a key is missing, or its value is none of its type.
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String why) {
    super(why);
  }
}
