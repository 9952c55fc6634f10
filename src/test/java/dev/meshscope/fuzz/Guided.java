package dev.meshscope.fuzz;

/// What a coverage-guided fuzzer calls: one target, named by a property of the process. On the
/// fuzzer's thread.
public final class Guided {
  private Guided() {}

  /// The class of the target.
  static final String TARGET = "meshscope.fuzz.target";

  private static final FuzzTest READER = Targets.make(System.getProperty(TARGET, ""));

  /// One input of the fuzzer's choice; throws if a promise is broken.
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    READER.check(input);
  }
}
