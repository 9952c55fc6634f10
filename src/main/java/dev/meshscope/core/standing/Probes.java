package dev.meshscope.core.standing;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.link.KernelView;
import dev.meshscope.core.link.Kind;
import dev.meshscope.core.table.Transport;

/// What the kernel's keepalive probes say of a way. A value, on any thread.
public sealed interface Probes {

  /// Through the relay: there is no socket of its own.
  record Relayed() implements Probes {}

  /// Not sampled yet.
  record NotYet() implements Probes {}

  /// This system cannot tell.
  ///
  /// @param why what is in the way
  record Unavailable(Cause why) implements Probes {}

  /// So many probes in a row went unanswered, as of the latest look.
  record Missed(int count) implements Probes {}

  /// Data of ours is not acknowledged, as of the latest look.
  ///
  /// @param segments how many are in flight
  /// @param backoff how often the timer has backed off
  record Unacknowledged(int segments, int backoff) implements Probes {}

  /// The peer's kernel answers.
  ///
  /// @param agoNs when it last acknowledged anything
  /// @param answered probes answered on this socket
  record Answered(long agoNs, long answered) implements Probes {}

  /// Of this way, now.
  static Probes of(Transport transport, long nowNs) {
    if (transport.route().kind() == Kind.RELAY) {
      return new Relayed();
    }
    return switch (transport.socket().kernel()) {
      case KernelView.NotSampled() -> new NotYet();
      case KernelView.Unavailable(Cause why) -> new Unavailable(why);
      case KernelView.Sampled view when view.keepalivesMissed() > 0 ->
          new Missed(view.keepalivesMissed());
      case KernelView.Sampled view when view.backoff() > 0 ->
          new Unacknowledged(view.unacked(), view.backoff());
      case KernelView.Sampled view ->
          new Answered(Math.max(0, nowNs - view.lastAnsweredNs()), view.keepalivesAnswered());
    };
  }
}
