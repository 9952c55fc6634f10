package dev.meshscope.core.cause;

/// Why the kernel says nothing of a path.
public enum KernelCause implements Code {
  /// The socket leads to the relay.
  RELAY_BETWEEN,
  NOT_TOLD;

  @Override
  public String room() {
    return "kernel";
  }
}
