package dev.meshscope.outside;

/// What a handshake says, written by hand (PROTOCOL 3). A value.
///
/// @param extra the object `x-meshscope` as JSON; empty for a peer that knows nothing of it
public record Hello(
    String nodeId, String name, String key, String version, String group, String extra) {

  /// A peer of the specification.
  public Hello(String nodeId, String name, String key) {
    this(nodeId, name, key, "1.1.0", "default", "");
  }

  public Hello key(String other) {
    return new Hello(nodeId, name, other, version, group, extra);
  }

  public Hello version(String other) {
    return new Hello(nodeId, name, key, other, group, extra);
  }

  public Hello group(String other) {
    return new Hello(nodeId, name, key, version, other, extra);
  }

  public Hello extra(String json) {
    return new Hello(nodeId, name, key, version, group, json);
  }

  public String json() {
    String extensions = extra.isEmpty() ? "" : "\"x-meshscope\"";
    String more = extra.isEmpty() ? "" : ",\"x-meshscope\":" + extra;
    return """
        {"type":"handshake","nodeId":"%s","name":"%s","version":"%s","publicKey":"%s",\
        "lifecycleRole":"participant","group":"%s","extensions":[%s]%s}\
        """
        .formatted(nodeId, name, version, key, group, extensions, more);
  }
}
