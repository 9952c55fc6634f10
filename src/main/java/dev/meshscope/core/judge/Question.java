package dev.meshscope.core.judge;

/// The questions the rules ask, in the order they ask them; the texts are the window's.
public enum Question {
  KEY_MATCHES,
  INCUMBENT_OPEN,
  INCARNATION_SUPERSEDED,
  RESTART_PROVEN,
  STILL_HELD_BY_PEER,
  SILENT_BEYOND_THRESHOLD,
  INCUMBENT_ANSWERED,
  PROOF_OUTSTANDING,
  FLAPPING,
  SAME_DIRECTION,
  CHALLENGER_OLDER,
  CHALLENGER_WINS_TIE,
  MAY_DISPLACE
}
