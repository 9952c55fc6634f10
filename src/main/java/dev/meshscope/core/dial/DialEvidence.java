package dev.meshscope.core.dial;

import dev.meshscope.core.judge.ProbeState;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.TransportId;
import java.util.concurrent.TimeUnit;

/// All that is known when it is asked whether to dial where a discovery shows a peer. The rule sees
/// nothing else. Times are durations in nanoseconds up to the moment of the question, 0 or more.
///
/// @param endpoint of the addresses it is announced at, the one that is next
/// @param link what stands between us already
/// @param whose who is to dial
/// @param waitedNs how long it has been that one's turn
/// @param restNs what is left of the pause after dials of this address that came to nothing, or
///   after the dial of another address of the same peer; or of what stands in the way
/// @param way how earlier dials of this address stand, and what else is being dialled
public record DialEvidence(
    Endpoint endpoint, Link link, Whose whose, long waitedNs, long restNs, Way way) {

  /// What stands between us and the peer.
  public sealed interface Link {

    /// Nothing.
    record None() implements Link {}

    /// A link that leads to whom is announced, or one that somebody else wants: the judge's matter.
    record Standing() implements Link {}

    /// A link that may belong to another life than the one announced.
    ///
    /// @param transport its number
    /// @param remote its far end
    /// @param voice whether it answers, asked since the announcement
    /// @param elsewhere whether what is announced cannot be where the link leads to: another
    ///   machine, or another port than the one we dialled
    record Doubted(TransportId transport, Endpoint remote, ProbeState voice, boolean elsewhere)
        implements Link {}
  }

  /// Whose turn it is to dial (PROTOCOL 3, "Who dials").
  public enum Whose {
    /// Ours: our node id is the smaller one, or the way leads through the relay.
    OURS(0),
    /// Ours, but the peer may dial us by itself: deployed nodes that find us on the LAN do so
    /// whatever their id, within about a second of our announcement or theirs.
    OURS_UNLESS_THEY_DO(TimeUnit.MILLISECONDS.toNanos(1_500)),
    /// Ours, but somebody from there has just connected and not said yet who it is: it may be the
    /// peer, since some deployed nodes dial whomever they find. A handshake takes no longer.
    OURS_UNLESS_AT_THE_DOOR(TimeUnit.MILLISECONDS.toNanos(500)),
    /// Theirs: their node id is the smaller one. Who never dials is dialled in the end.
    THEIRS(TimeUnit.SECONDS.toNanos(5));

    private final long patienceNs;

    Whose(long patienceNs) {
      this.patienceNs = patienceNs;
    }

    /// How long the other one may take.
    public long patienceNs() {
      return patienceNs;
    }
  }

  /// How earlier dials of the address stand.
  public enum Way {
    /// Nothing is in the way.
    FREE,
    /// A dial is out, or a connection has not been introduced yet.
    UNDER_WAY,
    /// Whoever listens there has said that we do not belong together: another group, or a version
    /// that we do not speak. Left alone until the announcement changes.
    LEFT_ALONE,
    /// It was dialled in vain for others who were announced there, too: it rests, whoever is
    /// announced there now.
    RESTS,
    /// Too much is being dialled already: there, on that machine or network, or in all.
    CROWDED
  }
}
