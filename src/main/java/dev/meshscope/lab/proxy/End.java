package dev.meshscope.lab.proxy;

/// One life of one node, at one end of a connection.
///
/// @param node its name in the scenario
/// @param life 1 for the first process, growing
public record End(String node, int life) {

  /// `peer #2`.
  public String words() {
    return node + " #" + life;
  }
}
