package dev.meshscope.core.wire;

import dev.meshscope.core.identity.Incarnation;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.Nonce;
import dev.meshscope.core.link.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The handshake object `x-meshscope`, announced in `extensions`: what lets the other end see at
/// once that we were restarted, or that we no longer hold the socket it still holds.
///
/// @param incarnation the speaker's life
/// @param startedAt when that life began, milliseconds since the epoch; for display, and a hint
///   which of two lives is the younger
/// @param link the speaker's own number for this transport; numbers only grow within a life
/// @param holds the speaker's numbers of all transports it has open to this peer, or to a peer it
///   does not know yet, at the moment of speaking; null when there are too many to name
/// @param nonce what the other end must sign
public record Extra(
    Incarnation incarnation, long startedAt, long link, @Nullable List<Long> holds, Nonce nonce) {

  /// The name in `extensions` and of the handshake field.
  public static final String NAME = "x-meshscope";

  /// The most link numbers read or sent.
  public static final int MAX_HOLDS = 256;

  /// Copies `holds`.
  public Extra {
    holds = holds == null ? null : List.copyOf(holds);
  }

  /// Whether this handshake says that the speaker has given up its transport `earlier`. A number
  /// that is not smaller than this transport's own may have been handed out after it spoke, so
  /// nothing follows from its absence.
  public boolean gaveUp(long earlier) {
    return holds != null && earlier < link && !holds.contains(earlier);
  }

  /// The sentence a peer signs to prove that it is this incarnation of that node, and that it said
  /// all of this: both nonces are in it, so it is worth nothing on another transport, to whom it is
  /// said, so that nobody can pass it on to another node, and on which way, so that a relay cannot
  /// pass it on to a socket. Who carries it can change nothing of what it says it holds.
  ///
  /// @param verifiers the nonce of whoever is to believe it
  public String statement(NodeId prover, NodeId verifier, Kind way, Nonce verifiers) {
    String held =
        holds == null ? "-" : holds.stream().map(String::valueOf).collect(Collectors.joining(","));
    return String.join(
        "\n",
        "meshscope-proof-3",
        prover.text(),
        verifier.text(),
        way.name().toLowerCase(Locale.ROOT),
        incarnation.text(),
        Long.toString(startedAt),
        Long.toString(link),
        held,
        verifiers.text(),
        nonce.text());
  }
}
