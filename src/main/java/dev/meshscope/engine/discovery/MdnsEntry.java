package dev.meshscope.engine.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// What the cache of a responder holds of one instance of our service type; parts of it may be
/// missing, because they travel in records of their own.
///
/// @param instance its name, without the type
/// @param service where it listens
/// @param txt what it says of itself
/// @param addresses of the host it listens on
record MdnsEntry(
    String instance,
    Optional<Service> service,
    Optional<TxtRecord> txt,
    List<InetAddress> addresses) {

  MdnsEntry {
    addresses = List.copyOf(addresses);
  }

  boolean complete() {
    return service.isPresent() && txt.isPresent() && !addresses.isEmpty();
  }

  /// An SRV record.
  ///
  /// @param host its target
  /// @param port its port
  /// @param stamp changes whenever the record is received again; nothing else is meant by it
  record Service(String host, int port, long stamp) {}
}
