package dev.meshscope.engine.net.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshscope.relay.RelaySetup;
import dev.meshscope.relay.TestRelay;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client and a relay that speaks TLS, with certificates made here.
class RelayTlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final RelayTimings QUICK = LiveClient.QUICK;

  @TempDir static Path folder;
  // Two authorities, and what the first has signed.
  private static KeyStore authority;
  private static KeyStore stranger;

  @BeforeAll
  static void certificates() throws Exception {
    keytool("authority", "-ext", "bc:c", "-validity", "30");
    keytool("stranger", "-ext", "bc:c", "-validity", "30");
    signed("here", "SAN=ip:127.0.0.1,dns:localhost", "-1d", "30");
    signed("elsewhere", "SAN=dns:elsewhere.example", "-1d", "30");
    signed("expired", "SAN=ip:127.0.0.1", "-10d", "2");
    authority = trusting("authority");
    stranger = trusting("stranger");
  }

  private static void signed(String name, String san, String start, String days) throws Exception {
    keytool(name, "-signer", "authority", "-ext", san, "-startdate", start, "-validity", days);
  }

  private static void keytool(String name, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("all.p12").toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Path log = folder.resolve(name + ".log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IOException("keytool failed: " + Files.readString(log));
    }
  }

  private static KeyStore all() throws Exception {
    return KeyStore.getInstance(folder.resolve("all.p12").toFile(), PASSWORD);
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyStore trusting(String name) throws Exception {
    KeyStore store = empty();
    store.setCertificateEntry(name, all().getCertificate(name));
    return store;
  }

  private static TestRelay relay(String name) throws Exception {
    KeyStore store = empty();
    store.setKeyEntry(
        name, all().getKey(name, PASSWORD), PASSWORD, all().getCertificateChain(name));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SslContext context = SslContextBuilder.forServer(factory).sslProvider(SslProvider.JDK).build();
    return TestRelay.start(RelaySetup.DEFAULT.withTls(context));
  }

  private static LiveClient client(char last, String url, KeyStore trust) {
    return LiveClient.open(last, url, null, QUICK, trust);
  }

  @Test
  void aRelayWithATrustedCertificateIsUsed() throws Exception {
    try (TestRelay relay = relay("here");
        LiveClient anna = client('a', relay.url().toString(), authority);
        LiveClient bert = client('b', "wss://localhost:" + relay.port(), authority)) {
      anna.awaitPresent(bert);
      bert.awaitPresent(anna);
      String frame = "{\"type\":\"cmb\",\"x\":\"" + "y".repeat(500_000) + "\"}";

      assertThat(anna.send(bert, frame)).isTrue();

      bert.awaitFrame(anna, frame);
      anna.leave();
      relay.await("a clean goodbye", r -> r.farewells().equals(List.of(1000)));
    }
  }

  @Test
  void aCertificateNobodyVouchesForIsRefused() throws Exception {
    try (TestRelay relay = relay("here");
        LiveClient jdk = client('a', relay.url().toString(), null);
        LiveClient other = client('b', relay.url().toString(), stranger)) {

      String why =
          "The relay’s certificate is not signed by an authority that this machine trusts.";
      assertThat(jdk.awaitWhy()).isEqualTo(why);
      assertThat(other.awaitWhy()).isEqualTo(why);
      assertThat(relay.connections()).isZero();
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    try (TestRelay relay = relay("elsewhere");
        LiveClient anna = client('a', relay.url().toString(), authority);
        LiveClient bert = client('b', "wss://localhost:" + relay.port(), authority)) {

      assertThat(anna.awaitWhy()).isEqualTo("The relay’s certificate is not for 127.0.0.1.");
      assertThat(bert.awaitWhy()).isEqualTo("The relay’s certificate is not for localhost.");
      assertThat(relay.connections()).isZero();
    }
  }

  @Test
  void aCertificateThatHasExpiredIsRefused() throws Exception {
    try (TestRelay relay = relay("expired");
        LiveClient anna = client('a', relay.url().toString(), authority)) {

      assertThat(anna.awaitWhy()).isEqualTo("The relay’s certificate has expired.");
    }
  }

  @Test
  void tlsWhereThereIsNoneIsSaidSo() {
    try (TestRelay relay = TestRelay.start();
        LiveClient anna = client('a', "wss://127.0.0.1:" + relay.port(), authority)) {

      assertThat(anna.awaitWhy())
          .isEqualTo("The relay does not speak TLS on this port: its URL may begin with ws://.");
    }
  }

  @Test
  void noTlsWhereThereIsSomeIsSaidSo() throws Exception {
    try (TestRelay relay = relay("here");
        LiveClient anna = client('a', "ws://127.0.0.1:" + relay.port(), null)) {

      assertThat(anna.awaitWhy())
          .isIn(
              "The relay does not speak HTTP on this port: its URL may begin with wss://.",
              "The relay closed the connection.");
    }
  }

  @Test
  void aLostConnectionComesBackThroughTlsToo() throws Exception {
    try (TestRelay relay = relay("here");
        LiveClient anna = client('a', relay.url().toString(), authority)) {
      anna.awaitOpen(0);

      relay.cut();

      anna.awaitWhy();
      relay.await("a second connection", r -> r.connections() == 2);
      relay.awaitPresent(anna.id.text());
    }
  }
}
