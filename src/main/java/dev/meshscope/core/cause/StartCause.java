package dev.meshscope.core.cause;

/// Why a node cannot start, or cannot join a network.
public enum StartCause implements Code {
  /// The folder.
  STATE_DIR_UNUSABLE(1),
  /// The lock.
  LOCK_FOREIGN(1),
  /// The lock, and what is wrong with it.
  LOCK_UNFIT(2),
  /// The folder, and who has it.
  IDENTITY_IN_USE(2),
  /// Its number.
  PROCESS(1),
  ANOTHER_PROCESS(0),
  /// The file, and what is wrong with it.
  IDENTITY_UNFIT(2),
  /// The file.
  IDENTITY_DAMAGED(1),
  /// The file, the node id in it, and the one that was wanted.
  IDENTITY_OF_ANOTHER(3),
  /// The file, and what is wrong with it.
  KNOWN_PEERS_UNFIT(2),
  /// The file.
  KNOWN_PEERS_SENSELESS(1),
  /// The file, and what is wrong with it.
  REGISTRY_ENTRY_UNFIT(2),
  /// The folder.
  REGISTRY_UNWRITABLE(1),
  /// The address.
  ADDRESS_UNKNOWN(1),
  NO_ADDRESS(0),
  /// The port and the address.
  PORT_IN_USE(2),
  /// Where, and why.
  CANNOT_LISTEN(2),
  /// The port and the address.
  PORT_AT(2),
  NO_SUCH_ADDRESS(0),
  NOT_PERMITTED(0);

  private final int parts;

  StartCause(int parts) {
    this.parts = parts;
  }

  @Override
  public String room() {
    return "start";
  }

  @Override
  public int parts() {
    return parts;
  }
}
