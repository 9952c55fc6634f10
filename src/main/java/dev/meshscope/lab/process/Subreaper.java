package dev.meshscope.lab.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Linux gives children whose parent has ended to the nearest ancestor that wants them, else to the
/// first process of the system, where nobody finds them again. On the guardian's threads.
@SuppressWarnings("restricted") // two functions of the C library that Java has no words for
final class Subreaper {
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final int NO_HANG = 1;

  private final MethodHandle wait;

  private Subreaper(MethodHandle wait) {
    this.wait = wait;
  }

  /// From now on this process gets them; empty where that cannot be.
  static Optional<Subreaper> become() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    try {
      MethodHandle prctl =
          function(
              "prctl",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      MethodHandle wait =
          function(
              "waitpid",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));
      boolean is = (int) prctl.invokeExact(SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0;
      return is ? Optional.of(new Subreaper(wait)) : Optional.empty();
    } catch (Throwable e) {
      // A C library without it is one that gives us nobody.
      return Optional.empty();
    }
  }

  private static MethodHandle function(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), signature, options);
  }

  /// Lets go of a child that was given to us, if it has ended: until then it counts as alive.
  void reap(long pid) {
    try {
      int _ = (int) wait.invokeExact((int) pid, MemorySegment.NULL, NO_HANG);
    } catch (Throwable e) {
      // Then it stays until we end.
    }
  }
}
