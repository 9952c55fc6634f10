package dev.meshscope.lab.apart;

import dev.meshscope.core.identity.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The LAN of a namespace, where the lab is everybody else: what lies in one folder is announced
/// there by multicast, and what is heard there is written into another. Records are those of the
/// registry. A thread of its own reads packets; the rest is done by a timer; guarded by the lock of
/// this object.
final class LanVoice implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.251", 5353);
  private static final int LARGEST = 9_000;
  private static final long LOOK_MS = 50;
  private static final long REFRESH_MS = 5_000;
  private static final long[] AGAIN_MS = {0, 1_000, 3_000};

  private final Path toAnnounce;
  private final Path heard;
  private final DatagramChannel channel;
  private final byte[] address;
  private final Map<String, DnsService> announced = new HashMap<>();
  private final Map<String, ObjectNode> known = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lan-voice").factory());

  private LanVoice(Path toAnnounce, Path heard, DatagramChannel channel, byte[] address) {
    this.toAnnounce = toAnnounce;
    this.heard = heard;
    this.channel = channel;
    this.address = address;
  }

  /// Speaks and listens from now on.
  ///
  /// @param on the address of this network
  /// @throws IOException if it cannot
  static LanVoice start(Path toAnnounce, Path heard, Inet4Address on) throws IOException {
    NetworkInterface card = NetworkInterface.getByInetAddress(on);
    DatagramChannel channel =
        DatagramChannel.open(StandardProtocolFamily.INET)
            .setOption(StandardSocketOptions.SO_REUSEADDR, true)
            .setOption(StandardSocketOptions.SO_REUSEPORT, true)
            .setOption(StandardSocketOptions.IP_MULTICAST_IF, card)
            .setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true)
            .setOption(StandardSocketOptions.IP_MULTICAST_TTL, 255)
            .bind(new InetSocketAddress(GROUP.getPort()));
    channel.join(GROUP.getAddress(), card);
    LanVoice voice = new LanVoice(toAnnounce, heard, channel, on.getAddress());
    Thread.ofPlatform().daemon().name("lan-ear").start(voice::listen);
    voice.timer.scheduleWithFixedDelay(
        () -> guarded(voice::look), 0, LOOK_MS, TimeUnit.MILLISECONDS);
    voice.timer.scheduleWithFixedDelay(
        () -> guarded(voice::refresh), REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
    return voice;
  }

  /// A timer ends for good when one of its tasks fails.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      ApartHost.failed("LAN", e);
    }
  }

  // What is announced.

  private synchronized void look() {
    Map<String, DnsService> now = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(toAnnounce, "*.json")) {
      for (Path file : files) {
        service(file, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    now.forEach(
        (id, service) -> {
          if (!service.equals(announced.get(id))) {
            announced.put(id, service);
            for (long ms : AGAIN_MS) {
              timer.schedule(() -> guarded(() -> announce(service)), ms, TimeUnit.MILLISECONDS);
            }
          }
        });
    for (String id : Set.copyOf(announced.keySet())) {
      DnsService before = announced.get(id);
      if (before != null && !now.containsKey(id)) {
        announced.remove(id);
        send(before.goodbye(address));
      }
    }
  }

  private static void service(Path file, Map<String, DnsService> now) {
    try {
      JsonNode record = JSON.readTree(Files.readAllBytes(file));
      String id = record.path("nodeId").asString("");
      int port = record.path("port").asInt(0);
      if (id.length() > 12 && port > 0) {
        now.put(id, new DnsService(id, port, text(id, record)));
      }
    } catch (IOException | JacksonException e) {
      // Just being replaced: the next look is soon.
    }
  }

  /// As it said itself on another LAN, else what its record tells.
  private static Map<String, String> text(String id, JsonNode record) {
    Map<String, String> text = new LinkedHashMap<>();
    record.path("txt").properties().forEach(e -> text.put(e.getKey(), e.getValue().asString("")));
    if (text.isEmpty()) {
      text.put("node-id", id);
      text.put("node-name", record.path("name").asString(""));
      text.put("hostname", "lab");
    }
    return text;
  }

  private synchronized void announce(DnsService service) {
    if (service.equals(announced.get(service.nodeId()))) {
      send(service.announcement(address));
    }
  }

  private void send(byte[] packet) {
    try {
      channel.send(ByteBuffer.wrap(packet), GROUP);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What is heard.

  private void listen() {
    ByteBuffer packet = ByteBuffer.allocate(LARGEST);
    while (channel.isOpen()) {
      try {
        packet.clear();
        channel.receive(packet);
        packet.flip();
        take(DnsService.read(packet));
      } catch (IOException | RuntimeException e) {
        if (channel.isOpen()) {
          ApartHost.failed("LAN", e);
        }
      }
    }
  }

  private synchronized void take(DnsService.Heard said) {
    if (said.asks()) {
      announced.values().forEach(service -> send(service.announcement(address)));
    }
    said.ports()
        .forEach(
            (id, port) -> {
              // It becomes the name of a file.
              boolean node = NodeId.parse(id).isPresent();
              if (node && !announced.containsKey(id)) {
                hear(id, port, said.texts().getOrDefault(id, Map.of()));
              }
            });
    for (String id : said.gone()) {
      if (known.remove(id) != null) {
        remove(id);
      }
    }
  }

  private void hear(String id, int port, Map<String, String> text) {
    ObjectNode before = known.get(id);
    boolean news =
        before == null
            || before.path("port").asInt(0) != port
            || (!text.isEmpty() && before.path("txt").isEmpty());
    if (news) {
      ObjectNode record =
          JSON.createObjectNode()
              .put("nodeId", id)
              .put("name", text.getOrDefault("node-name", id))
              .put("port", port)
              .put("pid", 0)
              .put("serviceType", "_sym._tcp");
      ObjectNode txt = record.putObject("txt");
      text.forEach(txt::put);
      known.put(id, record);
      write(id, record);
    }
  }

  /// Who was heard stays so, unless the lab has begun anew.
  private synchronized void refresh() {
    known.keySet().removeIf(id -> !Files.exists(heard.resolve(id + ".json")));
    known.forEach(this::write);
  }

  private void write(String id, ObjectNode record) {
    try {
      Path fresh = heard.resolve(id + ".tmp");
      Files.write(
          fresh, JSON.writeValueAsBytes(record.deepCopy().put("ts", System.currentTimeMillis())));
      Files.move(
          fresh,
          heard.resolve(id + ".json"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(String id) {
    try {
      Files.deleteIfExists(heard.resolve(id + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      channel.close();
    } catch (IOException e) {
      // As good as closed.
    }
  }
}
