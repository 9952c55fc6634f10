package dev.meshscope.engine.store;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.StartCause;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.identity.NodeName;
import dev.meshscope.core.identity.PublicKey;
import dev.meshscope.core.link.StartException;
import dev.meshscope.files.PlainFile;
import dev.meshscope.files.Privacy;
import dev.meshscope.files.UnfitFile;
import dev.meshscope.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The identity file: made once, kept, never silently replaced (PROTOCOL 1). Blocking; before the
/// loop starts.
public final class IdentityStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Some hundred times what is written.
  private static final int MAX_BYTES = 65_536;

  private final Path file;

  /// @param stateDir where `identity.json` is
  public IdentityStore(Path stateDir) {
    this.file = stateDir.resolve("identity.json");
  }

  /// Reads the identity, or makes one if there is no file.
  ///
  /// @param name for a new one
  /// @param nodeId for a new one; null: a fresh UUID v7. An existing one must be the same
  /// @throws StartException if the file exists and cannot be used, or cannot be written
  public Identity open(NodeName name, @Nullable NodeId nodeId) throws StartException {
    try {
      if (!PlainFile.absent(file)) {
        Identity identity = check(parse(PlainFile.read(file, MAX_BYTES)), nodeId);
        Privacy.close(file);
        return identity;
      }
      return create(name, nodeId == null ? freshId() : nodeId);
    } catch (IOException e) {
      throw new StartException(
          Cause.of(StartCause.IDENTITY_UNFIT, file, Cause.of(UnfitFile.why(e))), e);
    } catch (GeneralSecurityException | JacksonException | IllegalArgumentException e) {
      throw new StartException(Cause.of(StartCause.IDENTITY_DAMAGED, file), e);
    }
  }

  private Identity check(Identity identity, @Nullable NodeId wanted) throws StartException {
    if (wanted != null && !wanted.equals(identity.nodeId())) {
      throw new StartException(
          Cause.of(StartCause.IDENTITY_OF_ANOTHER, file, identity.nodeId(), wanted));
    }
    return identity;
  }

  /// @throws JacksonException if it is not JSON
  /// @throws GeneralSecurityException if a key in it is none
  /// @throws IllegalArgumentException if anything else is missing or does not fit
  static Identity parse(byte[] content) throws GeneralSecurityException {
    JsonNode node = JSON.readTree(content);
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(bytes(node, "privateKey")));
    Ed25519Seal seal = new Ed25519Seal(key);
    PublicKey publicKey = new PublicKey(node.path("publicKey").asString(""));
    if (!seal.verifies(publicKey, "self-test", seal.sign("self-test"))) {
      throw new IllegalArgumentException("the keys do not belong together");
    }
    return new Identity(
        new NodeId(node.path("nodeId").asString("")),
        new NodeName(node.path("name").asString("")),
        publicKey,
        agreementKey(bytes(node, "e2ePublicKey")),
        seal);
  }

  /// Others would encrypt for whatever stood there.
  private static String agreementKey(byte[] spki) throws GeneralSecurityException {
    byte[] key =
        KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(spki)).getEncoded();
    return Base64.getEncoder().encodeToString(key);
  }

  private Identity create(NodeName name, NodeId nodeId)
      throws IOException, GeneralSecurityException {
    KeyPair signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair agreement = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    byte[] spki = signing.getPublic().getEncoded();
    PublicKey publicKey =
        new PublicKey(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(spki, spki.length - 32, spki.length)));
    Base64.Encoder base64 = Base64.getEncoder();
    String e2e = base64.encodeToString(agreement.getPublic().getEncoded());
    ObjectNode node = JSON.createObjectNode();
    node.put("nodeId", nodeId.text());
    node.put("name", name.text());
    node.put("publicKey", publicKey.text());
    node.put("privateKey", base64.encodeToString(signing.getPrivate().getEncoded()));
    node.put("e2ePublicKey", e2e);
    node.put("e2ePrivateKey", base64.encodeToString(agreement.getPrivate().getEncoded()));
    WholeFile.keep(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
    return new Identity(nodeId, name, publicKey, e2e, new Ed25519Seal(signing.getPrivate()));
  }

  private static byte[] bytes(JsonNode node, String field) {
    return Base64.getDecoder().decode(node.path(field).asString(""));
  }

  /// UUID version 7 (RFC 9562): milliseconds first, the rest random.
  private static NodeId freshId() {
    SecureRandom random = new SecureRandom();
    long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new NodeId(new UUID(high, low).toString());
  }
}
