package dev.meshscope.files;

import dev.meshscope.core.cause.Cause;
import dev.meshscope.core.cause.Caused;
import dev.meshscope.core.cause.FileCause;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// What lies there is nothing to be read: what it is instead.
public final class UnfitFile extends IOException implements Caused {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final FileCause fault;

  UnfitFile(Path file, FileCause fault) {
    super(file + ": " + fault.key());
    this.file = file;
    this.fault = fault;
  }

  /// Where it lies.
  public Path file() {
    return file;
  }

  @Override
  public Cause why() {
    return Cause.of(FileCause.AT, file, Cause.of(fault));
  }

  /// What is wrong with it.
  public FileCause fault() {
    return fault;
  }

  /// Why a file could not be read.
  public static FileCause why(IOException e) {
    return switch (e) {
      case UnfitFile unfit -> unfit.fault;
      case AccessDeniedException _ -> FileCause.FORBIDDEN;
      default -> FileCause.UNREADABLE;
    };
  }
}
