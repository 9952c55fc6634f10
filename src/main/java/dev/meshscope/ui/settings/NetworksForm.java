package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Networking;
import dev.meshscope.engine.RelayUrl;
import dev.meshscope.text.Telling;
import dev.meshscope.ui.text.Words;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The networks as they are being chosen, and what is wrong with them. A value; on the JavaFX
/// thread.
///
/// @param lan whether the LAN is to be joined
/// @param relay what stands in the field of the URL; blank: no relay
/// @param token what stands in the field of the token; blank: none
/// @param relayOnly whether nobody is to be looked for elsewhere
public record NetworksForm(boolean lan, String relay, String token, boolean relayOnly) {

  /// What can be wrong.
  public enum Field {
    RELAY,
    TOKEN,
    RELAY_ONLY
  }

  /// The form that shows these networks.
  public static NetworksForm of(Networking networking) {
    return new NetworksForm(
        networking.lan(),
        networking.relay() == null ? "" : networking.relay(),
        networking.relayToken() == null ? "" : networking.relayToken(),
        networking.relayOnly());
  }

  /// What is wrong, by field; empty if all is well.
  public Map<Field, String> problems() {
    Map<Field, String> problems = new EnumMap<>(Field.class);
    if (relay.isBlank()) {
      if (relayOnly) {
        problems.put(Field.RELAY_ONLY, Words.of("settings.relay-only.without"));
      }
      return problems;
    }
    wrong(null).ifPresent(sentence -> problems.put(Field.RELAY, sentence));
    if (problems.isEmpty() && !token.isBlank()) {
      wrong(token.strip()).ifPresent(sentence -> problems.put(Field.TOKEN, sentence));
    }
    return problems;
  }

  private Optional<String> wrong(@Nullable String with) {
    return switch (RelayUrl.of(relay, with)) {
      case RelayUrl.Right _ -> Optional.empty();
      case RelayUrl.Wrong(var why) -> Optional.of(Telling.cause(why));
    };
  }

  /// Whether what is sent to the relay could be read on its way: it leaves this machine
  /// unencrypted.
  public boolean readable() {
    return RelayUrl.of(relay, null) instanceof RelayUrl.Right(boolean open) && open;
  }

  /// The networks; empty while something is wrong.
  public Optional<Networking> networking() {
    if (!problems().isEmpty()) {
      return Optional.empty();
    }
    boolean none = relay.isBlank();
    return Optional.of(
        new Networking(
            lan,
            none ? null : relay.strip(),
            none || token.isBlank() ? null : token.strip(),
            relayOnly));
  }

  @Override
  public String toString() {
    String secret = token.isBlank() ? "" : ", with a token";
    return "NetworksForm[" + lan + ", " + relay + secret + ", only=" + relayOnly + "]";
  }
}
