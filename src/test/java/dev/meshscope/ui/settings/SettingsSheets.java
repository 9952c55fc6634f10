package dev.meshscope.ui.settings;

import dev.meshscope.core.link.Networking;
import dev.meshscope.core.link.Settings;
import java.util.function.Consumer;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;

/// The settings, open, for looking at and for tests. On the JavaFX thread.
public final class SettingsSheets {
  private SettingsSheets() {}

  /// Joins nothing; remembers what it was asked for and answers when told to.
  public static final class Asked implements Joining {
    public Networking joined = Networking.LOOPBACK;
    public Networking wanted;
    private Consumer<Outcome> done = outcome -> {};

    @Override
    public Networking joined() {
      return joined;
    }

    @Override
    public void join(Networking asked, Consumer<Outcome> whenDone) {
      wanted = asked;
      done = whenDone;
    }

    /// It worked, or it did not.
    public void answer(Outcome outcome) {
      joined = outcome.joined() ? wanted : joined;
      done.accept(outcome);
    }
  }

  /// Opens them at a page.
  public static DialogPane open(Window owner, Joining joining, SettingsPage page) {
    return new SettingsDialog(owner, Settings.DEFAULT, joining, page).open();
  }
}
