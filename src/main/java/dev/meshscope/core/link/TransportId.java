package dev.meshscope.core.link;

/// A transport's number: unique in our process, growing, shown as `#88`, sent as `link`.
public record TransportId(long value) implements Comparable<TransportId> {
  @Override
  public int compareTo(TransportId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "#" + value;
  }
}
