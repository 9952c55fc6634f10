package dev.meshscope.ui.peers;

import dev.meshscope.ui.text.Words;
import java.util.Locale;

/// What a row says about its peer, worst first; each has a word, a shape and a tone.
public enum RowState {
  FROZEN(Tone.BAD),
  PATH_DEAD(Tone.BAD),
  PATH_LEAKS(Tone.BAD),
  ONE_WAY(Tone.BAD),
  CANNOT_SEND(Tone.BAD),
  SUSPECT(Tone.BAD),
  UNPROVEN(Tone.BAD),
  CONTESTED(Tone.WATCH),
  QUIET(Tone.WATCH),
  CLOSING(Tone.WATCH),
  LIVE(Tone.GOOD),
  CONNECTING(Tone.PLAIN),
  SEEN(Tone.PLAIN),
  GONE(Tone.PLAIN);

  private final Tone tone;

  RowState(Tone tone) {
    this.tone = tone;
  }

  /// How it is coloured; never the only sign.
  public enum Tone {
    GOOD,
    WATCH,
    BAD,
    PLAIN
  }

  public Tone tone() {
    return tone;
  }

  /// As shown and as written in a filter.
  public String word() {
    return Words.word(this, "state");
  }

  /// What it means, in a sentence.
  public String meaning() {
    return Words.word(this, "state.meaning");
  }

  /// Its style class: `state-path-dead`.
  public String style() {
    return "state-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
