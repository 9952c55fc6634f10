package dev.meshscope.core.link;

import java.util.Optional;
import java.util.stream.Stream;

/// What is wrong with a socket. The words are ours, never the system's, which are in the user's
/// language.
public enum SocketFault {
  /// No machine has this name.
  UNKNOWN_HOST("Unknown host"),
  /// Whoever should know what a name means did not say so in time.
  NO_NAMES("No name server answers"),
  /// What was dialled stands for any machine, for many, or for none.
  NOT_ONE("Not the address of one machine"),
  /// Nothing came back for as long as was waited.
  SILENT("Connection timed out"),
  /// This system does not let it out, or somebody on the way said that it is forbidden.
  PROHIBITED("Not permitted"),
  /// No network leads there, or somebody on the way said so: firewalls do, too.
  NO_ROUTE("No route to host"),
  /// Nobody listens there.
  REFUSED("Connection refused"),
  /// The other end threw the connection away.
  RESET("Connection reset"),
  /// On loopback a dial to a port where nobody listens can meet itself.
  ITSELF("Connected to itself"),
  /// To be listened on, and somebody does.
  IN_USE("Address already in use"),
  /// To be listened on, and of another machine.
  NOT_OURS("Address not of this machine"),
  /// This process may open no more.
  NO_DESCRIPTORS("Too many open files"),
  /// Not one of these: the system's words are all there is.
  OTHER("");

  private final String words;

  SocketFault(String words) {
    this.words = words;
  }

  /// As shown; empty for [#OTHER].
  public String words() {
    return words;
  }

  /// The fault that is shown with these words; empty if they are not ours.
  public static Optional<SocketFault> shown(String words) {
    return Stream.of(values())
        .filter(fault -> fault != OTHER && fault.words.equals(words))
        .findFirst();
  }
}
