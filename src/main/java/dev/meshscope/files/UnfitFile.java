package dev.meshscope.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// What lies there is nothing to be read: what it is instead.
public final class UnfitFile extends IOException {
  private static final long serialVersionUID = 1L;

  /// What is wrong with it.
  public enum Fault {
    FOLDER("is a folder, not a file"),
    LINK("is a link, and links are not followed here"),
    /// What it leads to may be on a disk that is not there now.
    NOWHERE("is a link to a file that is not there"),
    /// A pipe, a socket, a device.
    NO_FILE("is a pipe or a device, not a file"),
    TOO_LONG("is longer than any such file"),
    CHANGED("was exchanged while it was read");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  private final Fault fault;

  UnfitFile(Path file, Fault fault) {
    super(file + " " + fault.words);
    this.fault = fault;
  }

  /// What is wrong with it.
  public Fault fault() {
    return fault;
  }

  /// What stands behind a file's name in a sentence: why it could not be read.
  public static String why(IOException e) {
    return switch (e) {
      case UnfitFile unfit -> unfit.fault.words;
      case AccessDeniedException _ -> "may not be read by this user";
      default -> "cannot be read";
    };
  }
}
