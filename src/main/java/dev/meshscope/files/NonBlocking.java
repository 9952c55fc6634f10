package dev.meshscope.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.meshscope.core.cause.FileCause;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads a file as open(2) can and Java cannot: a pipe that nobody writes to is opened at once
/// instead of never (`O_NONBLOCK`), a link is refused in the same moment (`O_NOFOLLOW`). On any
/// thread that may wait for a disk.
@SuppressWarnings("restricted") // four functions of the C library
final class NonBlocking {
  private static final int FROM_THE_END = 2;

  /// What may stand in a file's name, as the JDK writes names for the system.
  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

  /// Null where there is no such thing, or where it may not be used.
  static final @Nullable NonBlocking HERE = find();

  private final int flags;
  private final int noFollow;
  private final MethodHandle open;
  private final MethodHandle seek;
  private final MethodHandle read;
  private final MethodHandle close;

  private NonBlocking(int flags, int noFollow) {
    this.flags = flags;
    this.noFollow = noFollow;
    this.open =
        function(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    this.seek = function("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    this.read = function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    this.close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private static MethodHandle function(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), signature, options);
  }

  private static @Nullable NonBlocking find() {
    String os = System.getProperty("os.name", "");
    OptionalInt linuxNoFollow = linuxNoFollow(System.getProperty("os.arch", ""));
    try {
      if (os.equals("Linux") && linuxNoFollow.isPresent()) {
        // O_NONBLOCK, O_CLOEXEC
        return new NonBlocking(0x800 | 0x80000, linuxNoFollow.getAsInt());
      }
      // The same of macOS, which numbers them otherwise.
      return os.startsWith("Mac") ? new NonBlocking(0x4 | 0x1000000, 0x100) : null;
    } catch (RuntimeException | LinkageError e) {
      // Native access may be forbidden, and a C library may lack them.
      return null;
    }
  }

  /// O_NOFOLLOW, which is another bit on some processors; empty: nobody has looked it up.
  private static OptionalInt linuxNoFollow(String processor) {
    return switch (processor) {
      case "amd64", "riscv64" -> OptionalInt.of(0x20000);
      case "aarch64" -> OptionalInt.of(0x8000);
      default -> OptionalInt.empty();
    };
  }

  /// All that is in it.
  byte[] read(Path file, int most, boolean follow) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = open(file, follow, arena);
      try {
        return content(file, descriptor, most, arena);
      } finally {
        int _ = (int) close.invokeExact(descriptor);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a function of the C library throws nothing", e);
    }
  }

  private int open(Path file, boolean follow, Arena arena) throws Throwable {
    byte[] name = file.toAbsolutePath().toString().getBytes(NAMES);
    MemorySegment text = arena.allocateFrom(JAVA_BYTE, Arrays.copyOf(name, name.length + 1));
    int descriptor = (int) open.invokeExact(text, follow ? flags : flags | noFollow);
    if (descriptor < 0) {
      if (Files.notExists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isReadable(file)) {
        throw new AccessDeniedException(file.toString());
      }
      throw new UnfitFile(file, FileCause.CHANGED);
    }
    return descriptor;
  }

  /// Of a pipe there is no length, and of a device no end: neither is read from.
  private byte[] content(Path file, int descriptor, int most, Arena arena) throws Throwable {
    long length = (long) seek.invokeExact(descriptor, 0L, FROM_THE_END);
    if (length < 0 || !isRegular(descriptor)) {
      throw new UnfitFile(file, FileCause.NO_FILE);
    }
    if (length > most) {
      throw new UnfitFile(file, FileCause.TOO_LONG);
    }
    long begin = (long) seek.invokeExact(descriptor, 0L, 0);
    MemorySegment into = arena.allocate(Math.max(1, length));
    long had = begin;
    while (had < length) {
      long more = (long) read.invokeExact(descriptor, into.asSlice(had), length - had);
      if (more < 0) {
        throw new UnfitFile(file, FileCause.CHANGED);
      }
      if (more == 0) {
        break;
      }
      had += more;
    }
    return into.asSlice(0, had).toArray(ValueLayout.JAVA_BYTE);
  }

  /// What was opened, whatever has that name by now. Systems without this folder do not tell; there
  /// the bound on what is read is all.
  private static boolean isRegular(int descriptor) {
    Path opened = Path.of("/proc/self/fd", Integer.toString(descriptor));
    return !Files.exists(opened) || Files.isRegularFile(opened);
  }
}
