package dev.meshscope.engine.net;

import dev.meshscope.core.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames whose content is shown (PROTOCOL 4): a missing or odd field is left empty, never a
/// reason to drop. Pure; on the engine loop.
final class ContentJson {
  private ContentJson() {}

  private static final int WORDS = 1024;
  private static final int SHORT = 64;
  private static final int UUID = 36;
  private static final int SIGNATURE = 128;
  private static final int SHOWN_OF_TOKEN = 4;

  static Frame proof(Fields fields) {
    return new Frame.Proof(fields.text("signature", SIGNATURE, ""));
  }

  static Frame fault(Fields fields) {
    long code = fields.number("code", 0);
    return new Frame.Fault(code == (int) code ? (int) code : 0, fields.text("message", WORDS, ""));
  }

  /// @param most entries that are kept; what is beyond is counted
  static Frame peerInfo(Fields fields, int most) {
    List<?> list = fields.array("peers");
    List<Frame.Hearsay> peers = new ArrayList<>();
    for (Object one : list == null ? List.of() : list) {
      if (one instanceof Fields peer && peer.text("nodeId") != null) {
        peers.add(
            new Frame.Hearsay(
                peer.text("nodeId", UUID, ""),
                peer.text("name", SHORT, ""),
                peer.number("lastSeen", 0)));
      }
    }
    int kept = Math.min(most, peers.size());
    return new Frame.PeerInfo(peers.subList(0, kept), peers.size() - kept);
  }

  static Frame wakeChannel(Fields fields) {
    return new Frame.WakeChannel(
        fields.text("platform", SHORT, ""),
        masked(fields.text("token")),
        fields.text("environment", SHORT, ""));
  }

  static Frame message(Fields fields) {
    String content = fields.text("content");
    return new Frame.Message(
        fields.text("from", SHORT, ""),
        fields.text("fromName", SHORT, ""),
        content == null ? "" : content,
        fields.number("timestamp", 0));
  }

  static Frame nodeStats(Fields fields) {
    Fields stats = fields.object("stats");
    return stats == null
        ? new Frame.NodeStats(0, 0, 0, 0)
        : new Frame.NodeStats(
            stats.number("emitted", 0),
            stats.number("admitted", 0),
            stats.number("memory", 0),
            stats.number("at", 0));
  }

  private static String masked(@Nullable String token) {
    if (token == null) {
      return "";
    }
    return token.length() < 4 * SHOWN_OF_TOKEN
        ? "•••"
        : "•••"
            + Fields.printable(token.substring(token.length() - SHOWN_OF_TOKEN), SHOWN_OF_TOKEN);
  }
}
