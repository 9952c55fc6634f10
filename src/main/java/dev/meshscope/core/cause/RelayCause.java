package dev.meshscope.core.cause;

/// Why there is no connection to a relay (PROTOCOL 6).
public enum RelayCause implements Code {
  /// Its host.
  UNKNOWN_HOST(1),
  /// Its host, its port, and what the system says.
  UNREACHABLE(3),
  /// Its port.
  NOBODY_LISTENS(1),
  CERTIFICATE_EXPIRED(0),
  CERTIFICATE_NOT_YET_VALID(0),
  /// The host that it should be for.
  CERTIFICATE_OF_ANOTHER(1),
  CERTIFICATE_UNTRUSTED(0),
  NO_TLS(0),
  /// What was said of it.
  TLS_FAILED(1),
  /// What the system says.
  BROKE(1),
  NO_HTTP(0),
  /// Which.
  HTTP_STATUS(1),
  /// What is wrong with it.
  UPGRADE_WRONG(1),
  UPGRADE_UNANSWERED(0),
  /// Which rule.
  WEBSOCKET_BROKEN(1),
  /// How many bytes one may have.
  MESSAGE_TOO_LONG(1),
  AUTH_UNANSWERED(0),
  /// It does not take what we send.
  NOT_READING(0),
  SILENT(0),
  /// Without a word.
  CLOSED(0),
  /// Its close code.
  CLOSED_SAYING(1),
  /// Its close code.
  AUTH_AWAITED(1),
  /// Its close code.
  AUTH_REFUSED(1),
  /// Its close code.
  TOKEN_REFUSED(1),
  /// Its close code.
  TOKEN_WANTED(1),
  /// Its close code.
  ID_TAKEN(1),
  /// Its close code.
  ID_CONNECTED(1),
  /// Its close code.
  HEARTBEAT_MISSED(1),
  /// A close frame without a code.
  NO_CODE(0),
  /// A close code, and what was said with it.
  CODE_SAYING(2),
  URL_NONE(0),
  URL_SCHEME(0),
  URL_FRAGMENT(0),
  URL_USER(0),
  URL_HOST(0),
  URL_ADDRESS(0),
  URL_PORT(0),
  /// The address.
  URL_NOT_ONE(1),
  TOKEN_LENGTH(0);

  private final int parts;

  RelayCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "relay";
  }

  @Override
  public int parts() {
    return parts;
  }
}
