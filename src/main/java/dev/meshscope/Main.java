package dev.meshscope;

/// The composition root.
public final class Main {
  private Main() {}

  /// Starts the program.
  public static void main(String[] args) {
    System.out.println("meshscope");
  }
}
