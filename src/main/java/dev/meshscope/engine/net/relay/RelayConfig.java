package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Code;
import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.cause.UnfitException;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.engine.net.Dialable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the relay is and what opens its door. The token is sent to the relay and shown to nobody.
///
/// @param url `ws://` or `wss://`, with a host
/// @param token null: the relay wants none
public record RelayConfig(URI url, @Nullable String token) {

  private static final int LONGEST_TOKEN = 4096;

  /// @throws UnfitException if no relay can be there
  public RelayConfig {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      throw new UnfitException(RelayCause.URL_SCHEME);
    }
    Authority.of(url);
    if (url.getRawFragment() != null) {
      throw new UnfitException(RelayCause.URL_FRAGMENT);
    }
    if (token != null && (token.isBlank() || token.length() > LONGEST_TOKEN)) {
      throw new UnfitException(RelayCause.TOKEN_LENGTH);
    }
  }

  /// Reads what a user typed.
  ///
  /// @throws UnfitException if no relay can be there
  public static RelayConfig parse(String url, @Nullable String token) {
    URI parsed;
    try {
      parsed = new URI(url.strip());
    } catch (URISyntaxException e) {
      // The cause would repeat the whole URL, secrets included.
      throw new UnfitException(RelayCause.URL_NONE);
    }
    RelayConfig config = new RelayConfig(parsed, token);
    if (!Dialable.is(config.endpoint())) {
      throw new UnfitException(Cause.of(RelayCause.URL_NOT_ONE, config.host()));
    }
    return config;
  }

  boolean secure() {
    return "wss".equalsIgnoreCase(url.getScheme());
  }

  /// Without the brackets of an address.
  String host() {
    return authority().host();
  }

  int port() {
    int written = authority().port();
    return written > 0 ? written : secure() ? 443 : 80;
  }

  private Authority authority() {
    return Authority.of(url);
  }

  /// Where it is.
  public Endpoint endpoint() {
    return new Endpoint(host(), port());
  }

  /// Whether what is sent to it could be read on its way: it leaves this machine unencrypted.
  public boolean readable() {
    return !secure() && !authority().here();
  }

  /// What its `Host` header says.
  String hostHeader() {
    boolean usual = port() == (secure() ? 443 : 80);
    return authority().written() + (usual ? "" : ":" + port());
  }

  /// The URL as it may be shown: a query may hold a secret.
  public String shown() {
    String port = authority().port() > 0 ? ":" + authority().port() : "";
    String query = url.getRawQuery() == null ? "" : "?…";
    return url.getScheme().toLowerCase(Locale.ROOT)
        + "://"
        + authority().written()
        + port
        + url.getRawPath()
        + query;
  }

  /// What came from outside may repeat our token; this does not.
  String withoutToken(String text) {
    return token == null ? text : text.replace(token, "•••");
  }

  Cause withoutToken(Cause cause) {
    return switch (cause) {
      case Cause.Said(String text) -> new Cause.Said(withoutToken(text));
      case Cause.Known(Code code, List<Cause> with) ->
          new Cause.Known(code, with.stream().map(this::withoutToken).toList());
    };
  }

  @Override
  public String toString() {
    return "RelayConfig[" + shown() + (token == null ? "]" : ", with a token]");
  }
}
