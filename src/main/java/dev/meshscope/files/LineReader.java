package dev.meshscope.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// Reads lines that somebody else wrote, who may never end one: of a line that is too long the
/// beginning is told and the rest is passed over. On one thread.
public final class LineReader implements Closeable {

  /// In characters: room for the table of 12,000 peers as JSON, the longest line there is.
  public static final int LONGEST = 16 << 20;

  private final Reader in;
  private final int longest;
  private final char[] buffer = new char[8_192];
  private int at;
  private int filled;
  private boolean afterReturn;

  public LineReader(Reader in) {
    this(in, LONGEST);
  }

  /// @param longest so many characters of a line are told
  LineReader(Reader in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// The next line without its end, which is a line feed, a carriage return, or both; null if there
  /// is none.
  ///
  /// @throws IOException if it cannot be read
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean any = false;
    while (fill()) {
      if (afterReturn && buffer[at] == '\n') {
        at++;
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      any = true;
      int end = at;
      while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      line.append(buffer, at, Math.min(end - at, longest - line.length()));
      at = end;
      if (end < filled) {
        afterReturn = buffer[end] == '\r';
        at++;
        return line.toString();
      }
    }
    return any ? line.toString() : null;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
