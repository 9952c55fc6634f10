package dev.meshscope.doctor;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Direction;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.link.SocketFault;
import dev.meshscope.core.table.EndedRing;
import dev.meshscope.core.table.Peer;
import dev.meshscope.core.table.PeerTable;
import java.util.HashMap;
import java.util.Map;

/// What failed dials mean and what to do about them: by what ended them, never by words that a
/// system chose. A value; on any thread.
final class DialAdvice {
  private final Map<Endpoint, Peer.Ended> latest = new HashMap<>();

  DialAdvice(PeerTable table) {
    for (EndedRing.Entry entry : table.ended().entries()) {
      Peer.Ended how = entry.how();
      if (how.kind() == Kind.DIRECT && how.direction() == Direction.OUTBOUND) {
        latest.put(how.remote(), how);
      }
    }
  }

  /// What a dial that came to this means, in a sentence or two.
  String of(Endpoint dialled, Cause error) {
    Peer.Ended ended = latest.get(dialled);
    String key =
        ended != null && error.equals(said(ended))
            ? key(ended.reason(), ended.detail())
            : key(CloseReason.DIAL_FAILED, error);
    return Text.of("dial." + key + ".why");
  }

  /// As the table notes it.
  private static Cause said(Peer.Ended ended) {
    return ended.detail().isEmpty() ? Cause.of(ended.reason()) : ended.detail();
  }

  private static String key(CloseReason reason, Cause detail) {
    return switch (reason) {
      case DIAL_FAILED ->
          detail instanceof Cause.Known(SocketFault fault, _) ? key(fault) : "unknown";
      case RESET -> "reset";
      case TIMED_OUT -> "lost";
      case REMOTE_CLOSED -> "closed";
      case HANDSHAKE_TIMEOUT -> "mute";
      case HANDSHAKE_EXPECTED, BAD_HANDSHAKE, FRAME_TOO_LARGE, EMPTY_FRAME -> "other";
      case VERSION_MISMATCH -> "version";
      case GROUP_MISMATCH -> "group";
      case WRONG_PEER, NODE_ID_CHANGED, KEY_MISMATCH -> "another";
      case PROOF_INVALID -> "proof";
      case OWN_NODE_ID -> "own";
      case HEARTBEAT_TIMEOUT, REMOTE_CANNOT_SEND, SLOW_READER -> "stuck";
      case TABLE_FULL,
          PENDING_LIMIT,
          FORGOTTEN,
          REFUSED,
          REPLACED,
          NEWER_CHALLENGER,
          DROPPED_BY_USER,
          SHUTDOWN ->
          "ours";
      case FAILED -> "unknown";
    };
  }

  private static String key(SocketFault fault) {
    return switch (fault) {
      case UNKNOWN_HOST -> "unknown-host";
      case NO_NAMES -> "no-names";
      case NOT_ONE -> "not-one";
      case SILENT -> "silent";
      case PROHIBITED -> "prohibited";
      case NO_ROUTE -> "no-route";
      case REFUSED, ITSELF -> "refused";
      case RESET -> "reset";
      case NO_DESCRIPTORS -> "descriptors";
      case IN_USE, NOT_OURS, OTHER -> "unknown";
    };
  }
}
