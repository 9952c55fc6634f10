package dev.meshscope.core.link;

/// The files and sockets this process holds open, and how many it may: a value.
///
/// @param open now
/// @param most what the system lets it open; negative: it sets no bound
public record Descriptors(long open, long most) {

  /// What is kept free at least: for dials, files that are saved, classes that are loaded.
  private static final int LEAST_RESERVE = 32;

  /// How many connections there is room for. A tenth of the limit is kept free, and what is open
  /// already is not there any more.
  public int free() {
    long free = most - open - Math.max(LEAST_RESERVE, most / 10);
    return most < 0 ? Integer.MAX_VALUE : Math.clamp(free, 1, Integer.MAX_VALUE);
  }
}
