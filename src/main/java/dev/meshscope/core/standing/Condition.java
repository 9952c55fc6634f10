package dev.meshscope.core.standing;

import java.util.Locale;

/// What a peer, or one way to it, is called at one instant, worst first. A value, on any thread;
/// [Standing] and [Health] find it.
public enum Condition {
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

  Condition(Tone tone) {
    this.tone = tone;
  }

  /// How grave it is.
  public enum Tone {
    GOOD,
    WATCH,
    BAD,
    PLAIN
  }

  public Tone tone() {
    return tone;
  }

  /// Whether something is the matter.
  public boolean bad() {
    return tone == Tone.BAD;
  }

  /// As in JSON: `path-dead`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
