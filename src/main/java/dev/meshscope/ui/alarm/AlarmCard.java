package dev.meshscope.ui.alarm;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.PublicKey;

/// One identity alarm as it is shown: a value.
///
/// @param peer under whose id somebody came
/// @param name as the peer calls itself
/// @param known the key that is believed for it
/// @param presented the key that came last
/// @param story who came, from where, how often, since when
/// @param asking which answer is to be confirmed
public record AlarmCard(
    NodeId peer, String name, PublicKey known, PublicKey presented, String story, Asking asking) {

  /// Answers that are asked back once.
  public enum Asking {
    NOTHING,
    TRUST,
    FORGET
  }

  /// A key cut in the middle: enough to compare two by eye, the whole of it is copied.
  static String brief(PublicKey key) {
    String text = key.text();
    return text.length() <= 2 * SHOWN + 1
        ? text
        : text.substring(0, SHOWN) + "…" + text.substring(text.length() - SHOWN);
  }

  private static final int SHOWN = 8;
}
