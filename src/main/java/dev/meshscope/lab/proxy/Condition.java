package dev.meshscope.lab.proxy;

/// How it is with bytes on their way from one node to another.
///
/// @param stalled whether they wait
/// @param delayNs how much later they arrive
record Condition(boolean stalled, long delayNs) {
  static final Condition GOOD = new Condition(false, 0);
}
