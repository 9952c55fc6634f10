package dev.meshscope.engine;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.UnfitException;
import dev.meshscope.engine.net.relay.RelayConfig;
import org.jspecify.annotations.Nullable;

/// What a user typed to name a relay, judged by the rule that [MeshEngine#join] goes by: a value.
public sealed interface RelayUrl {

  /// A relay can be joined with it.
  ///
  /// @param readable whether what is sent to it could be read on its way: it leaves this machine
  ///   unencrypted
  record Right(boolean readable) implements RelayUrl {}

  /// None can.
  ///
  /// @param why what is wrong; never repeats the token
  record Wrong(Cause why) implements RelayUrl {}

  /// Judges it; no name is looked up and nobody is asked. On any thread.
  ///
  /// @param token null: the relay wants none
  static RelayUrl of(String url, @Nullable String token) {
    try {
      return new Right(RelayConfig.parse(url, token).readable());
    } catch (UnfitException e) {
      return new Wrong(e.why());
    }
  }
}
