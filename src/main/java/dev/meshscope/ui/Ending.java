package dev.meshscope.ui;

/// How a window ended.
public enum Ending {
  /// As it was to.
  WELL,
  /// What was to be seen before it ends did not come within a minute.
  NOTHING_TO_SEE,
  /// The picture could not be written.
  NO_PICTURE,
  /// By a fault of its own.
  FAULT
}
