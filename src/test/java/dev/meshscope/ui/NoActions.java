package dev.meshscope.ui;

import dev.meshscope.ui.shell.MainWindow;

/// For a window of which nothing is asked.
public class NoActions implements MainWindow.Actions {
  @Override
  public void practice() {}

  @Override
  public boolean practising() {
    return false;
  }

  @Override
  public String practiceFailure() {
    return "";
  }

  @Override
  public void dial() {}

  @Override
  public void settings() {}

  @Override
  public void theme() {}

  @Override
  public void doctor() {}

  @Override
  public void lab() {}

  @Override
  public void zombie() {}
}
