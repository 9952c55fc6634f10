package dev.meshscope.outside;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A raw peer that can do what a Meshscope peer does: say which life of it speaks, and sign it
/// (protocol notes, "The handshake extra"). One object is one life. On any thread.
public final class Signer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String nodeId;
  private final KeyPair pair;
  private final long startedAt;
  private final String incarnation;
  private final Map<RawClient, Long> held = new IdentityHashMap<>();
  private long links;

  private Signer(String nodeId, KeyPair pair, long startedAt, Random random) {
    this.nodeId = nodeId;
    this.pair = pair;
    this.startedAt = startedAt;
    this.incarnation = Wire.hex16(random);
  }

  /// The first life of a new identity.
  public static Signer born(String nodeId, Random random) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new Signer(nodeId, pair, System.currentTimeMillis(), random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next life.
  public Signer reborn(Random random) {
    long later = Math.max(startedAt + 1, System.currentTimeMillis());
    return new Signer(nodeId, pair, later, random);
  }

  public String nodeId() {
    return nodeId;
  }

  /// The public key as it is on the wire.
  public String key() {
    byte[] spki = pair.getPublic().getEncoded();
    return BASE64.encodeToString(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
  }

  public String incarnation() {
    return incarnation;
  }

  /// Any object `x-meshscope`.
  ///
  /// @param holds a JSON array; empty: not told
  public static String extra(
      String incarnation, long startedAt, long link, String holds, String nonce) {
    String held = holds.isEmpty() ? "" : "\"holds\":" + holds + ",";
    return "{\"incarnation\":\"%s\",\"startedAt\":%d,\"link\":%d,%s\"nonce\":\"%s\"}"
        .formatted(incarnation, startedAt, link, held, nonce);
  }

  /// Dials, says who it is and what it holds, and proves it.
  public synchronized RawClient join(int port, Random random) {
    return greet(RawClient.dial(port), random);
  }

  /// Says on a new connection who it is and what it holds, and proves it.
  public synchronized RawClient greet(RawClient client, Random random) {
    String nonce = Wire.hex16(random);
    held.put(client, ++links);
    String holds = held.values().stream().sorted().toList().toString();
    String ours =
        new Hello(nodeId, "signer", key())
            .extra(extra(incarnation, startedAt, links, holds, nonce))
            .json();
    client.send(ours);
    String theirs = client.frame("handshake", 0, Duration.ofSeconds(5));
    return theirs == null ? client : client.send(proof(ours, theirs));
  }

  /// From now on it says that it does not hold this connection any more.
  public synchronized void forget(RawClient client) {
    held.remove(client);
  }

  /// The frame that proves, on a direct way, what our handshake said.
  ///
  /// @param ours our handshake
  /// @param theirs that of whoever is to believe it
  public String proof(String ours, String theirs) {
    JsonNode said = extraOf(ours);
    String holds =
        said.has("holds")
            ? said.path("holds")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(","))
            : "-";
    String statement =
        String.join(
            "\n",
            "meshscope-proof-3",
            nodeId,
            JSON.readTree(theirs).path("nodeId").asString(),
            "direct",
            said.path("incarnation").asString(),
            said.path("startedAt").asString(),
            said.path("link").asString(),
            holds,
            extraOf(theirs).path("nonce").asString(),
            said.path("nonce").asString());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(statement.getBytes(StandardCharsets.UTF_8));
      return proof(BASE64.encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A frame that claims to prove something.
  public static String proof(String signature) {
    return "{\"type\":\"x-meshscope-proof\",\"signature\":\"" + signature + "\"}";
  }

  /// What a handshake says in `x-meshscope`.
  public static JsonNode extraOf(String handshake) {
    return JSON.readTree(handshake).path("x-meshscope");
  }
}
