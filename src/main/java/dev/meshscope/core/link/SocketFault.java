package dev.meshscope.core.link;

import dev.meshscope.core.cause.Code;

/// What is wrong with a socket.
public enum SocketFault implements Code {
  /// No machine has this name.
  UNKNOWN_HOST,
  /// Whoever should know what a name means did not say so in time.
  NO_NAMES,
  /// What was dialled stands for any machine, for many, or for none.
  NOT_ONE,
  /// Nothing came back for as long as was waited.
  SILENT,
  /// This system does not let it out, or somebody on the way said that it is forbidden.
  PROHIBITED,
  /// No network leads there, or somebody on the way said so: firewalls do, too.
  NO_ROUTE,
  /// Nobody listens there.
  REFUSED,
  /// The other end threw the connection away.
  RESET,
  /// On loopback a dial to a port where nobody listens can meet itself.
  ITSELF,
  /// To be listened on, and somebody does.
  IN_USE,
  /// To be listened on, and of another machine.
  NOT_OURS,
  /// This process may open no more.
  NO_DESCRIPTORS,
  /// Not one of these: the system's words say more.
  OTHER;

  @Override
  public String room() {
    return "socket";
  }
}
