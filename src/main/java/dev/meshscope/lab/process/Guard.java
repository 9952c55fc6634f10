package dev.meshscope.lab.process;

import dev.meshscope.text.Telling;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The guardian as a program. It is told on standard input, one JSON object a line, what has to be
/// ended, undone and removed, and does all that when standard input ends: because the lab is
/// through, or because it was killed. Programs of the user's are its children, so there is no
/// moment at which one of them runs and nobody knows it; and what these leave behind is given to it
/// where the system does that. State is guarded by the lock of this object.
///
/// | line | does |
/// | --- | --- |
/// | `{"do":"watch","pid":1}` | end this process in the end |
/// | `{"do":"launch","id":1,"command":[…],"env":{…},"dir":"…","out":"…","err":"…"}` | start it and end it in the end; answered by `{"launched":1,"pid":2}` or `{"launched":1,"failed":"…"}`, later by `{"exited":2,"status":0}` |
/// | `{"do":"undo","command":[…]}` | run this in the end, the last one first |
/// | `{"do":"remove","dir":"…"}` | remove this folder in the end |
public final class Guard {
  private static final Logger LOG = Logger.getLogger(Guard.class.getName());
  private static final long LOOK_MS = 100;
  private static final long KILL_MS = 3_000;
  private static final long SOON_MS = 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Set<ProcessHandle> known = new LinkedHashSet<>();
  private final Deque<List<String>> undo = new ArrayDeque<>();
  private final Set<Path> folders = new LinkedHashSet<>();
  private final Set<Long> launched = new HashSet<>();
  private final Optional<Subreaper> subreaper = Subreaper.become();
  private boolean over;

  private Guard() {}

  /// Runs until standard input ends and everything is in order; the exit status.
  public static int run() {
    Guard guard = new Guard();
    // Ctrl-C reaches every process of the terminal, this one too.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("end").unstarted(guard::end));
    var look =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("look").factory());
    look.scheduleWithFixedDelay(guard::lookOnTime, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        guard.take(line);
      }
    } catch (IOException e) {
      // As good as its end.
    }
    guard.end();
    return 0;
  }

  private synchronized void take(String line) {
    JsonNode order;
    try {
      order = JSON.readTree(line);
    } catch (JacksonException e) {
      return;
    }
    switch (order.path("do").asString("")) {
      case "watch" -> ProcessHandle.of(order.path("pid").asLong(0)).ifPresent(known::add);
      case "launch" -> launch(order);
      case "undo" -> undo.push(words(order.path("command")));
      case "remove" -> folders.add(Path.of(order.path("dir").asString()));
      default -> {
        // not for us
      }
    }
  }

  private void launch(JsonNode order) {
    ObjectNode answer = JSON.createObjectNode().put("launched", order.path("id").asInt());
    if (over) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(words(order.path("command")))
            .directory(Path.of(order.path("dir").asString()).toFile())
            .redirectOutput(
                ProcessBuilder.Redirect.to(Path.of(order.path("out").asString()).toFile()))
            .redirectError(
                ProcessBuilder.Redirect.to(Path.of(order.path("err").asString()).toFile()));
    ThisProgram.untie(builder.environment());
    order
        .path("env")
        .properties()
        .forEach(entry -> builder.environment().put(entry.getKey(), entry.getValue().asString()));
    try {
      Process process = builder.start();
      launched.add(process.pid());
      known.add(process.toHandle());
      process
          .onExit()
          .thenAccept(
              ended ->
                  tell(
                      JSON.createObjectNode()
                          .put("exited", ended.pid())
                          .put("status", ended.exitValue())));
      tell(answer.put("pid", process.pid()).put("at", System.currentTimeMillis()));
    } catch (IOException e) {
      tell(answer.put("failed", Telling.fault(e)));
    }
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asString()));
    return words;
  }

  private void tell(ObjectNode line) {
    try {
      synchronized (out) {
        out.write(JSON.writeValueAsBytes(line));
        out.write('\n');
        out.flush();
      }
    } catch (IOException e) {
      // Whoever asked has gone.
    }
  }

  /// A timer ends for good when one of its tasks fails.
  private void lookOnTime() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a look at the processes failed", e);
    }
  }

  /// Grandchildren lose their parents; they are remembered as long as these live, and are ours from
  /// then on where there is a subreaper.
  private synchronized void look() {
    known.removeIf(process -> !process.isAlive());
    subreaper.ifPresent(this::adopt);
    for (ProcessHandle process : List.copyOf(known)) {
      process.descendants().forEach(known::add);
    }
  }

  private void adopt(Subreaper reaper) {
    ProcessHandle.current()
        .children()
        .filter(child -> !launched.contains(child.pid()))
        .forEach(
            child -> {
              reaper.reap(child.pid());
              if (child.isAlive()) {
                known.add(child);
              }
            });
  }

  private synchronized void end() {
    if (over) {
      return;
    }
    over = true;
    // Nobody who looks after the last process has gone finds a folder; what is written meanwhile is
    // removed below.
    folders.forEach(Folders::remove);
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KILL_MS);
    look();
    // Whoever is killed may leave somebody to us.
    while (!known.isEmpty() && System.nanoTime() - deadlineNs < 0) {
      Trees.kill(known, SOON_MS);
      look();
    }
    for (List<String> command : undo) {
      Commands.run(command);
    }
    folders.forEach(Folders::remove);
  }
}
