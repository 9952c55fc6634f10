package dev.meshscope.core.cause;

/// What lies where a file is looked for, or why it cannot be read.
public enum FileCause implements Code {
  FOLDER(0),
  LINK(0),
  /// What it leads to may be on a disk that is not there now.
  NOWHERE(0),
  /// A pipe, a socket, a device.
  NO_FILE(0),
  TOO_LONG(0),
  CHANGED(0),
  FORBIDDEN(0),
  UNREADABLE(0),
  /// The file, and what is wrong with it.
  AT(2),
  /// The file, and what is wrong with it.
  SETTINGS_UNFIT(2),
  /// The file.
  SETTINGS_SENSELESS(1),
  /// The file, and what is wrong with it.
  NETWORKS_UNFIT(2),
  /// The file.
  NETWORKS_SENSELESS(1);

  private final int parts;

  FileCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "file";
  }

  @Override
  public int parts() {
    return parts;
  }
}
