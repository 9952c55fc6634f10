package dev.meshscope.engine.discovery;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.LanCause;
import dev.meshscope.engine.net.SocketEnd;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;
import javax.jmdns.impl.tasks.state.Canceler;
import org.jspecify.annotations.Nullable;

/// jmdns on one network: it announces our service, answers questions, and keeps a cache of what
/// others announce, which is read from here. Nothing else knows jmdns.
///
/// It is used below its listeners, which cannot do what is needed: they do not tell when a peer was
/// last heard, so that one killed without a goodbye would stay for as long as it announced itself
/// for; a peer that comes with all its records at once and then changes its port is not told again;
/// and every announced instance costs a permanent listener and several questions, whoever announces
/// it. What is overridden here keeps jmdns alive and quiet on a hostile network, and counts.
///
/// Its own threads send and receive; the rest is called from discovery's.
final class Mdns extends JmDNSImpl {

  /// Kept, because the JDK forgets a logger, and its level, that nobody keeps.
  private static final Logger LOG = Logger.getLogger("javax.jmdns");

  private static final String TTL = "net.dns.ttl";

  static {
    // jmdns announces everything for an hour and reads this when it is loaded; RFC 6762 wants 120 s
    // for what depends on the host's address.
    if (System.getProperty(TTL) == null) {
      System.setProperty(TTL, "120");
    }
    // Every malformed packet is a warning with a stack trace there; we count them.
    if (LOG.getLevel() == null) {
      LOG.setLevel(Level.OFF);
    }
  }

  /// The most records kept; a flood of them ends these sockets.
  private static final int MOST_RECORDS = 16_384;

  private static final int QUESTIONS_A_PACKET = 16;
  private static final int ANSWER = DNSConstants.FLAGS_QR_RESPONSE | DNSConstants.FLAGS_AA;

  /// As many as jmdns has states of leaving.
  private static final int GOODBYES = 3;

  private final MdnsService service;
  private final MdnsTraffic traffic;
  private final MdnsHealth health;
  private final MdnsSocket socket;
  private final ServiceInfoImpl info;
  private int records;

  // Written by whoever ends it, read by jmdns' threads.
  private volatile boolean ending;
  private volatile boolean silent;

  private Mdns(
      LanAddress at, OwnAddresses ours, MdnsService service, MdnsTraffic traffic, MdnsHealth health)
      throws IOException {
    // jmdns starts its threads before it returns, and they call what is overridden.
    this.service = service;
    this.traffic = traffic;
    this.health = health;
    this.socket = new MdnsSocket(at.address(), ours, service, traffic, health);
    this.info =
        new ServiceInfoImpl(
            service.type(),
            service.nodeId().text(),
            "",
            service.port(),
            0,
            0,
            false,
            service.txt().bytes());
    super(named(at.address(), service.hostLabel()), service.hostLabel());
  }

  /// Begins to announce and to listen.
  ///
  /// @param ours our addresses on all networks
  /// @param changed called by jmdns' threads when something is worth a look
  /// @throws IOException if the sockets cannot be opened
  static Mdns open(
      LanAddress at, OwnAddresses ours, MdnsService service, MdnsTraffic traffic, Runnable changed)
      throws IOException {
    Mdns mdns = new Mdns(at, ours, service, traffic, new MdnsHealth(changed));
    try {
      mdns.registerService(mdns.info);
      return mdns;
    } catch (IOException | RuntimeException e) {
      mdns.end(false);
      throw e;
    }
  }

  /// jmdns asks the address for its host's name, and that would be a question to a name server.
  private static InetAddress named(InetAddress address, String label) throws IOException {
    return address instanceof Inet6Address v6
        ? Inet6Address.getByAddress(label, v6.getAddress(), v6.getScopeId())
        : InetAddress.getByAddress(label, address.getAddress());
  }

  /// Tells everybody that we are here, without being asked. jmdns does so itself only five seconds
  /// after the start.
  void announce() {
    DNSOutgoing out = new DNSOutgoing(ANSWER);
    try {
      for (DNSRecord record :
          info.answers(DNSRecordClass.CLASS_ANY, true, DNSConstants.DNS_TTL, getLocalHost())) {
        out.addAnswer(record, 0);
      }
      for (DNSRecord record :
          getLocalHost().answers(DNSRecordClass.CLASS_ANY, true, DNSConstants.DNS_TTL)) {
        out.addAnswer(record, 0);
      }
      send(out);
    } catch (IOException e) {
      traffic.problem(Cause.of(LanCause.TOO_LONG));
    }
  }

  /// Whether questions are answered by now; in its first seconds jmdns only makes sure that nobody
  /// else has our names.
  boolean answers() {
    return info.isAnnounced();
  }

  /// Asks everybody to announce itself.
  void browse() {
    ask(List.of(question(service.type(), DNSRecordType.TYPE_PTR)));
  }

  /// Asks for what is missing or was not heard for long.
  void ask(Stream<MdnsEntry> entries) {
    ask(entries.flatMap(this::questions).toList());
  }

  private Stream<DNSQuestion> questions(MdnsEntry entry) {
    String name = entry.instance() + "." + service.type();
    Stream<DNSQuestion> itself =
        Stream.of(DNSRecordType.TYPE_SRV, DNSRecordType.TYPE_TXT).map(type -> question(name, type));
    Stream<DNSQuestion> host =
        entry.service().stream()
            .filter(_ -> entry.addresses().isEmpty())
            .flatMap(
                srv ->
                    Stream.of(DNSRecordType.TYPE_A, DNSRecordType.TYPE_AAAA)
                        .map(type -> question(srv.host(), type)));
    return Stream.concat(itself, host);
  }

  private static DNSQuestion question(String name, DNSRecordType type) {
    return DNSQuestion.newQuestion(name, type, DNSRecordClass.CLASS_IN, false);
  }

  private void ask(List<DNSQuestion> questions) {
    for (int from = 0; from < questions.size(); from += QUESTIONS_A_PACKET) {
      DNSOutgoing out = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
      try {
        for (DNSQuestion question :
            questions.subList(from, Math.min(questions.size(), from + QUESTIONS_A_PACKET))) {
          out.addQuestion(question);
        }
      } catch (IOException e) {
        // Full: the names are somebody else's, and may be long. The rest is asked another time.
      }
      send(out);
    }
  }

  /// What is in the cache of our service type and has not expired.
  List<MdnsEntry> entries() {
    long wallMs = System.currentTimeMillis();
    List<MdnsEntry> entries = new ArrayList<>();
    for (DNSEntry entry : getCache().getDNSEntryList(service.type())) {
      if (entry instanceof DNSRecord.Pointer pointer && !pointer.isExpired(wallMs)) {
        instance(pointer.getAlias()).map(name -> entry(name, wallMs)).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private Optional<String> instance(String alias) {
    int end = alias.length() - service.type().length() - 1;
    return end > 0 && alias.toLowerCase(Locale.ROOT).endsWith("." + service.type())
        ? Optional.of(alias.substring(0, end))
        : Optional.empty();
  }

  private MdnsEntry entry(String instance, long wallMs) {
    String name = instance + "." + service.type();
    Optional<MdnsEntry.Service> srv =
        latest(name, DNSRecordType.TYPE_SRV, wallMs)
            .map(
                it -> {
                  ServiceInfo told = it.getServiceInfo();
                  return new MdnsEntry.Service(told.getServer(), told.getPort(), it.getCreated());
                });
    Optional<TxtRecord> txt =
        latest(name, DNSRecordType.TYPE_TXT, wallMs)
            .map(it -> TxtRecord.read(it.getServiceInfo().getTextBytes()));
    List<InetAddress> addresses = srv.stream().flatMap(it -> addresses(it.host(), wallMs)).toList();
    return new MdnsEntry(instance, srv, txt, addresses);
  }

  private Stream<InetAddress> addresses(String host, long wallMs) {
    return Stream.of(DNSRecordType.TYPE_A, DNSRecordType.TYPE_AAAA)
        .flatMap(type -> records(host, type, wallMs))
        .flatMap(it -> Arrays.stream(it.getServiceInfo().getInetAddresses()))
        .limit(Reach.MOST);
  }

  /// There may be several where somebody lied: whoever repeats itself is heard again.
  private Optional<DNSRecord> latest(String name, DNSRecordType type, long wallMs) {
    return records(name, type, wallMs).max(Comparator.comparingLong(DNSRecord::getCreated));
  }

  private Stream<DNSRecord> records(String name, DNSRecordType type, long wallMs) {
    return getCache().getDNSEntryList(name, type, DNSRecordClass.CLASS_IN).stream()
        .filter(DNSRecord.class::isInstance)
        .map(DNSRecord.class::cast)
        .filter(record -> record.getRecordClass() == DNSRecordClass.CLASS_IN)
        .filter(record -> !record.isExpired(wallMs));
  }

  /// Why it is of no more use; null: it is.
  @Nullable Cause broken() {
    Cause why = health.broken();
    if (why != null) {
      return why;
    }
    if (socket.stuck()) {
      return Cause.of(LanCause.RESPONDER_STUCK);
    }
    if (!info.getName().equalsIgnoreCase(service.nodeId().text())) {
      return Cause.of(LanCause.OUR_ID_ELSEWHERE);
    }
    return getHostName().equalsIgnoreCase(service.host())
        ? null
        : Cause.of(LanCause.OUR_HOST_ELSEWHERE);
  }

  /// Closes the sockets. Takes about a second.
  ///
  /// @param goodbye whether to tell everybody that we leave
  void end(boolean goodbye) {
    silent = !goodbye;
    ending = true;
    super.close();
  }

  /// jmdns waits a second for its own thread, and nobody tells it when that has ended.
  synchronized void hurry() {
    notifyAll();
  }

  // What jmdns calls.

  /// Never fails: jmdns would close itself. A network that takes nothing now may do so later.
  @Override
  public void send(DNSOutgoing out) {
    health.watch(Thread.currentThread());
    if (silent || out.isEmpty()) {
      return;
    }
    try {
      super.send(out);
      InetSocketAddress to = out.getDestination();
      if (to == null || to.getAddress().isMulticastAddress()) {
        traffic.sent(out.isResponse());
      }
    } catch (IOException e) {
      traffic.problem(Cause.of(LanCause.NOT_SENT, SocketEnd.cause(e)));
    }
  }

  @Override
  public MulticastSocket getSocket() {
    return socket.over(super.getSocket());
  }

  @Override
  public void updateRecord(long now, DNSRecord record, Operation operation) {
    if (operation == Operation.Add && ++records > MOST_RECORDS) {
      // Many of those that came have gone again.
      records = getCache().allValues().size();
      if (records > MOST_RECORDS / 2) {
        getCache().clear();
        health.broke(Cause.of(LanCause.TOO_MANY_RECORDS));
      }
      getServiceTypes().keySet().removeIf(type -> !type.equals(service.type()));
    }
    health.changed();
  }

  /// Three goodbyes in a row and not a second apart, as the program may end at once.
  @Override
  public void startCanceler() {
    Canceler canceler = new Canceler(this);
    for (int i = 0; i < GOODBYES; i++) {
      canceler.run();
    }
  }

  /// It would open its sockets again, with pauses and on its own; discovery makes a new one.
  @Override
  public void recover() {
    health.broke(Cause.of(LanCause.RESPONDER_FAILED));
  }

  /// It closes itself when it fails to answer.
  @Override
  public void close() {
    if (!ending) {
      health.broke(Cause.of(LanCause.RESPONDER_MUTE));
    }
  }
}
