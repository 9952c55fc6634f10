package dev.meshscope.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lines are read as the JDK reads them, and none takes more than its room.
class LineReaderTest {

  private static List<String> read(Reader in, int longest) throws IOException {
    List<String> all = new ArrayList<>();
    LineReader lines = new LineReader(in, longest);
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  @Test
  void linesOfAnyTextAreThoseThatTheJdkReads() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12_000); n > 0; n -= 1 + random.nextInt(4_000)) {
        text.append("x".repeat(random.nextInt(i % 2 == 0 ? 3 : 9_000)));
        text.append(List.of("\n", "\r", "\r\n", "").get(random.nextInt(4)));
      }
      assertThat(read(new StringReader(text.toString()), LineReader.LONGEST))
          .isEqualTo(new BufferedReader(new StringReader(text.toString())).lines().toList());
    }
  }

  @Test
  void ofALineThatIsTooLongTheBeginningIsToldAndTheNextOneIsWhole() throws IOException {
    assertThat(read(new StringReader("a".repeat(100_000) + "\r\nnext\n"), 10))
        .containsExactly("a".repeat(10), "next");
  }

  /// Five times as much as the longest line may be, and no end in sight.
  @Test
  void whoNeverEndsALineTakesNoMoreThanItsRoom() throws IOException {
    Reader endless =
        new Reader() {
          private long left = 5L * LineReader.LONGEST;

          @Override
          public int read(char[] into, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
          }

          @Override
          public void close() {}
        };

    assertThat(read(endless, 1_000)).singleElement().asString().hasSize(1_000);
  }
}
