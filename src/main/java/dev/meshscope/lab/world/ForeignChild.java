package dev.meshscope.lab.world;

import dev.meshscope.lab.process.Guardian;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// A program of the user's: it takes no lines, and what it says goes into files.
final class ForeignChild implements Child {
  private final Guardian guardian;
  private final Guardian.Launched launched;
  private final List<String> secrets;

  /// @param secrets what it was told, which is nobody else's business
  ForeignChild(Guardian guardian, Guardian.Launched launched, List<String> secrets) {
    this.guardian = guardian;
    this.launched = launched;
    this.secrets = List.copyOf(secrets);
  }

  @Override
  public List<String> secrets() {
    return secrets;
  }

  @Override
  public ProcessHandle handle() {
    return launched.handle();
  }

  @Override
  public Instant started() {
    return Instant.ofEpochMilli(launched.startedMs());
  }

  @Override
  public void ask(String line) {
    // It does not listen.
  }

  @Override
  public void stop() {
    launched.handle().destroy();
  }

  @Override
  public CompletableFuture<?> onExit() {
    return launched.handle().onExit();
  }

  @Override
  public OptionalInt exit() {
    return guardian.exit(launched.handle());
  }
}
