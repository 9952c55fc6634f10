package dev.meshscope.sim;

/// Something that must never happen did.
final class SimViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimViolation(String what) {
    super(what);
  }
}
