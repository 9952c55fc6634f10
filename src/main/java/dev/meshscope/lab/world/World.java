package dev.meshscope.lab.world;

import dev.meshscope.lab.apart.OwnNetworks;
import dev.meshscope.lab.process.Folders;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.process.Memory;
import dev.meshscope.lab.process.Signals;
import dev.meshscope.lab.proxy.End;
import dev.meshscope.lab.proxy.Exchange;
import dev.meshscope.lab.proxy.Passage;
import dev.meshscope.lab.scenario.Need;
import dev.meshscope.lab.scenario.NodeSpec;
import dev.meshscope.lab.scenario.PeerKind;
import dev.meshscope.lab.scenario.Scenario;
import dev.meshscope.lab.scenario.Step;
import dev.meshscope.lab.scenario.Way;
import dev.meshscope.lab.words.LabWords;
import dev.meshscope.lines.OwnLine;
import dev.meshscope.text.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One round's processes and what is between them. What a step does is done on the round's thread;
/// what is to be seen may be asked for on any.
public final class World implements AutoCloseable {
  /// How the texts of the lab's own messages begin.
  public static final String MESSAGE = "lab ";

  private static final long COMES_UP_MS = 20_000;
  private static final long GOES_DOWN_MS = 1_500;
  private static final long LOOK_MS = 10;

  private final Setting setting;
  private final Consumer<Line> hearer;
  private final Exchange exchange;
  private final Bridge bridge;
  private final Network network;
  private final Faults faults;
  private final Launcher launcher;
  private final Identities identities;
  private final Lives lives = new Lives();
  private final List<Line> heard = new ArrayList<>();
  private final List<Visitor> visitors = new CopyOnWriteArrayList<>();
  private final Talks talks = new Talks(lives);

  /// Makes the folders and the network; nobody is there yet.
  ///
  /// @param networks those of the nodes that are not to be heard outside
  /// @param hearer told each line of each process, on the threads that read them
  /// @throws WorldException if the network cannot be made
  /// @throws IOException if the folders cannot be made
  public World(Setting setting, Guardian guardian, OwnNetworks networks, Consumer<Line> hearer)
      throws WorldException, IOException {
    this.setting = setting;
    this.hearer = hearer;
    Files.createDirectories(setting.work());
    Files.createDirectories(setting.logs());
    this.network =
        setting.scenario().needs(Need.NAMESPACES)
            ? Namespaces.of(List.copyOf(setting.scenario().nodes().sequencedKeySet()), guardian)
            : Network.apart(networks);
    networks.forget();
    this.exchange = new Exchange(networks::side, networks.any());
    this.bridge = new Bridge(exchange);
    this.faults = new Faults(exchange, network);
    this.identities = new Identities(setting);
    this.launcher = new Launcher(setting, guardian, network, networks, this::hear);
  }

  private void hear(End who, String raw, Instant readAt) {
    Line line = Line.of(who, raw, readAt);
    if (line.is(TableRow.ANSWER)) {
      lives.told(line);
      return;
    }
    synchronized (heard) {
      heard.add(line);
      heard.notifyAll();
    }
    if (line.is(OwnLine.STARTED.id())) {
      lives.forEach(life -> life.introduced(line));
    }
    hearer.accept(line);
  }

  // Steps.

  /// Starts nodes, and waits until those that can say so are up.
  ///
  /// @throws WorldException if one cannot be started, or does not come up
  public void start(List<String> nodes) throws WorldException, InterruptedException {
    List<String> order = new ArrayList<>(nodes);
    // Who knows by itself who it is comes first, so that the others can make room.
    order.sort(
        java.util.Comparator.comparingInt(node -> setting.kind(node) == PeerKind.COMMAND ? 0 : 1));
    for (String node : order) {
      NodeSpec spec = setting.scenario().node(node);
      Life life = launch(spec, 1);
      if (life.kind() == PeerKind.COMMAND && order.size() > 1) {
        awaitUp(life);
        identities.met(node, String.valueOf(life.nodeId()));
      }
    }
    for (String node : order) {
      awaitUp(lives.newest(node));
    }
  }

  /// A new life of a node; does not wait for it.
  ///
  /// @throws WorldException if it cannot be started
  public void relaunch(String node) throws WorldException, InterruptedException {
    launch(setting.scenario().node(node), lives.newest(node).end().life() + 1);
  }

  private Life launch(NodeSpec spec, int number) throws WorldException, InterruptedException {
    End end = new End(spec.name(), number);
    Identity identity = identities.of(spec);
    boolean bridged = setting.scenario().meet() != Scenario.Meet.DIAL;
    try {
      Launcher.Place place = place(end, spec);
      Files.createDirectories(place.registry());
      if (bridged) {
        bridge.attach(
            end,
            launcher.ears(end, place),
            launcher.media(end.node()),
            identity == null ? null : identity.nodeId());
      }
      Life life = launcher.start(end, spec, identity, place);
      lives.add(life);
      synchronized (heard) {
        heard.stream().filter(line -> line.is(OwnLine.STARTED.id())).forEach(life::introduced);
      }
      bridge.started(life);
      life.child()
          .onExit()
          .thenRun(
              () -> {
                life.ended(Instant.now());
                bridge.detach(end);
              });
      return life;
    } catch (IOException e) {
      throw new WorldException(
          Telling.fault(e).endsWith(".")
              ? Telling.fault(e)
              : LabWords.of("world.cannot-be-started", end.words(), Telling.fault(e)),
          e);
    }
  }

  private Launcher.Place place(End end, NodeSpec spec) throws WorldException, IOException {
    String original = end.life() == 1 ? spec.identityOf() : spec.name();
    if (original == null) {
      return launcher.place(end);
    }
    Life life = lives.newest(original);
    return life.running() || end.life() == 1
        ? launcher.beside(end, life)
        : launcher.after(end, life);
  }

  private void awaitUp(Life life) throws WorldException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COMES_UP_MS);
    while (life.port() == 0) {
      if (!life.running() || System.nanoTime() > end) {
        throw new WorldException(HowFar.words(life, bridge, passages()));
      }
      pause();
    }
  }

  /// Lets a moment pass; anything that is heard ends it.
  private void pause() throws InterruptedException {
    synchronized (heard) {
      heard.wait(LOOK_MS);
    }
  }

  /// Kills the newest life, with all it started.
  public void kill(String node) {
    Life life = lives.newest(node);
    life.ended(Instant.now());
    Ending.kill(life);
  }

  /// Asks the newest life to end; does not wait.
  public void stop(String node) {
    lives.newest(node).stop();
  }

  /// Stops the newest life in its tracks.
  ///
  /// @throws WorldException if that is not possible
  public void freeze(String node) throws WorldException {
    Life life = lives.newest(node);
    Instant now = Instant.now();
    String why = Signals.freeze(life.tree());
    if (!why.isEmpty()) {
      throw new WorldException(LabWords.of("world.cannot-be-frozen", node, why));
    }
    life.froze(now);
  }

  /// Lets every frozen life go on.
  ///
  /// @throws WorldException if there is none, or it cannot
  public void thaw(String node) throws WorldException {
    List<Life> frozen = lives.frozen(node);
    if (frozen.isEmpty()) {
      throw new WorldException(LabWords.of("world.no-life-of-is", node));
    }
    for (Life life : frozen) {
      String why = Signals.thaw(life.tree());
      if (!why.isEmpty()) {
        throw new WorldException(LabWords.of("world.cannot-be-thawed", node, why));
      }
      life.thawed(Instant.now());
    }
  }

  /// From now on its open connections outlive it.
  public void hold(String node) {
    faults.hold(node);
  }

  /// Bytes wait.
  ///
  /// @throws WorldException if that is not possible
  public void partition(Way way) throws WorldException {
    faults.partition(way);
  }

  /// Bytes are late.
  public void delay(Way way, Duration by) {
    faults.delay(way, by);
  }

  /// Bytes pass again.
  ///
  /// @throws WorldException if that is not possible
  public void heal(Way way) throws WorldException {
    faults.heal(way);
  }

  /// Open connections end.
  public void cut(Way way, boolean reset) {
    faults.cut(way, reset);
  }

  /// One end, or each, is told to keep the other's address connected.
  ///
  /// @throws WorldException if it cannot be told
  public void dial(Way way) throws WorldException {
    Map<Life, String> orders = new LinkedHashMap<>();
    for (Way single : way.singles()) {
      Life from = lives.newest(single.from());
      Life to = lives.newest(single.to());
      if (!from.kind().isOurs()) {
        throw new WorldException(LabWords.of("world.a-program-of-yours"));
      }
      orders.put(from, network.address(single.to()) + ":" + portOf(from.end(), to));
    }
    orders.forEach(
        (life, address) -> life.child().ask("{\"do\":\"dial\",\"address\":\"" + address + "\"}"));
  }

  private int portOf(End from, Life to) throws WorldException {
    if (to.port() == 0) {
      throw new WorldException(LabWords.of("world.nobody-knows-where-listens", to.end().words()));
    }
    try {
      return network.hasDoors() ? bridge.door(from, to.end(), to.port()).port() : to.port();
    } catch (IOException e) {
      throw new WorldException(LabWords.of("world.no-port-on-loopback"), e);
    }
  }

  /// Connections to the survivor in a node's name.
  ///
  /// @throws WorldException if nobody knows the node's key yet, or the survivor does not listen
  public void visit(Step.Visit visit) throws WorldException, InterruptedException {
    Visits.pay(
        visit,
        portOf(new End("visitor", 1), lives.newest(NodeSpec.SURVIVOR)),
        Visits.hello(lives.newest(visit.node()), passages()),
        visit.ownKey() ? null : identities.strangeKey(),
        visitors::add);
  }

  /// Messages in each direction.
  ///
  /// @param lasting for how long; null: until each had one
  public void talk(Way way, @Nullable Duration lasting) {
    talks.talk(way, lasting, () -> new Talks.Seen(passages(), copy()));
  }

  /// Has a small program of ours ask the other whether it can be heard; nothing happens if the node
  /// is none. A Meshscope asks by itself.
  public void ask(String node) {
    talks.ask(node);
  }

  /// Whether every talk had what it wanted.
  public boolean talked() {
    return talks.done();
  }

  // What is to be seen.

  /// All lines so far.
  private List<Line> copy() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /// Who a node is, by its newest life; null if nobody knows.
  public @Nullable String nodeId(String node) {
    return lives.nodeId(node);
  }

  /// All processes, in the order in which they were started.
  public List<LifeFacts> lives() {
    return lives.facts();
  }

  /// All connections that stood.
  public List<Passage> passages() {
    return exchange.passages();
  }

  /// The faults that are on right now, in words.
  public List<String> faults() {
    List<String> words = new ArrayList<>(faults.words());
    words.addAll(lives.frozen());
    return words;
  }

  /// Asks a node for its peer table; [#table] has it when it has answered. A program of the user's
  /// is not asked, nor who is frozen or gone.
  public void askTable(String node) {
    lives.askTable(node);
  }

  /// The peer table of a node's newest life, as it last told; empty while it has told none, and
  /// once it has ended.
  public List<TableRow> table(String node) {
    return lives.table(node);
  }

  /// How far a node has come, in one sentence.
  public String howFar(String node) {
    return HowFar.words(lives.newest(node), bridge, passages());
  }

  /// What is odd about processes in the end, in words: which was asked to end and has not, what a
  /// copy lacks, and, if one is missing, how far that came.
  public List<String> odd(@Nullable String missing) {
    List<String> odd = new ArrayList<>(lives.stayed());
    odd.addAll(lives.leftOut());
    if (missing != null) {
      HowFar.notBack(lives.newest(missing), bridge, passages()).ifPresent(odd::add);
    }
    return odd;
  }

  /// The resident memory of a node, in MiB.
  public OptionalDouble memoryMib(String node) {
    return Memory.residentMib(lives.newest(node).child().handle().pid());
  }

  /// Ends everybody, closes everything, removes the folders of identities and registries.
  @Override
  public void close() {
    talks.close();
    visitors.forEach(Visitor::close);
    Ending.end(lives.all(), GOES_DOWN_MS);
    bridge.close();
    exchange.close();
    network.close();
    Folders.remove(setting.work());
  }
}
