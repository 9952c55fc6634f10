package dev.meshscope.core.table;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.CloseReason;
import dev.meshscope.core.link.Endpoint;
import dev.meshscope.core.link.Kind;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// Where we knocked on account of discoveries: by address, by host, by network, and how often in
/// all. A value, on any thread.
///
/// @param addresses by address
/// @param hosts by host
/// @param networks by [#network]
/// @param paidNs each dial costs a while; until then they are paid for
public record Doors(
    PMap<Endpoint, Knocks> addresses,
    PMap<String, Knocks> hosts,
    PMap<String, Knocks> networks,
    long paidNs) {

  static final Doors NONE =
      new Doors(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), Long.MIN_VALUE);

  /// In the long run 200 dials a second.
  private static final long COST_NS = TimeUnit.MILLISECONDS.toNanos(5);

  /// So many may be made at once after a calm time: a mesh that starts.
  private static final int BURST = 512;

  /// So many of each are remembered; of more the one that was dialled longest ago is forgotten.
  static final int MOST = 1_024;

  private static final int V6_PARTS = 3;

  /// After a dial, if it was on account of a discovery.
  Doors after(MeshEvent.Dialled event) {
    return event.expected() == null || event.kind() != Kind.DIRECT
        ? this
        : dialled(event.endpoint(), event.expected(), event.attempt() > 1, event.atNs());
  }

  /// After a handshake: whoever we dialled lives there.
  Doors after(@Nullable Transport greeted, MeshEvent.HandshakeReceived event) {
    return greeted == null || !greeted.outbound() || greeted.route().kind() != Kind.DIRECT
        ? this
        : met(greeted.route().remote(), event.handshake().nodeId(), true);
  }

  /// After the end of a dial of ours: it says who lives there, or that nobody said a word.
  Doors after(Transport gone, MeshEvent.Closed event) {
    Endpoint endpoint = gone.route().remote();
    if (gone.peer() != null) {
      return this;
    }
    Doors next = ended(endpoint, event.atNs());
    return event.reason() == CloseReason.WRONG_PEER && event.peer() != null
        ? next.met(endpoint, event.peer(), false)
        : next;
  }

  /// @param again not the first dial in a row of this address for this peer
  private Doors dialled(Endpoint endpoint, NodeId whom, boolean again, long atNs) {
    return new Doors(
        changed(addresses, endpoint, it -> it.dialled(whom, atNs)),
        changed(hosts, endpoint.host(), it -> it.dialled(again, atNs)),
        changed(networks, network(endpoint.host()), it -> it.dialled(again, atNs)),
        Math.max(paidNs, atNs) + COST_NS);
  }

  private Doors ended(Endpoint endpoint, long atNs) {
    return known(endpoint) ? changed(endpoint, it -> it.ended(atNs)) : this;
  }

  private Doors met(Endpoint endpoint, NodeId who, boolean expected) {
    return known(endpoint) ? changed(endpoint, it -> it.met(who, expected)) : this;
  }

  private boolean known(Endpoint endpoint) {
    return addresses.containsKey(endpoint);
  }

  private Doors changed(Endpoint endpoint, UnaryOperator<Knocks> change) {
    return new Doors(
        changed(addresses, endpoint, change),
        changed(hosts, endpoint.host(), change),
        changed(networks, network(endpoint.host()), change),
        paidNs);
  }

  private static <K> PMap<K, Knocks> changed(
      PMap<K, Knocks> places, K place, UnaryOperator<Knocks> change) {
    PMap<K, Knocks> more =
        places.plus(place, change.apply(places.getOrDefault(place, Knocks.NONE)));
    return more.size() <= MOST
        ? more
        : more.minus(
            more.entrySet().stream()
                .min(Map.Entry.comparingByValue(Comparator.comparingLong(Knocks::lastNs)))
                .orElseThrow()
                .getKey());
  }

  Knocks at(Endpoint endpoint) {
    return addresses.getOrDefault(endpoint, Knocks.NONE);
  }

  /// Until when a stranger at this address waits on account of its host, its network, and of all
  /// that is dialled; Long.MIN_VALUE: for nothing.
  long restedNs(Endpoint endpoint) {
    long host = hosts.getOrDefault(endpoint.host(), Knocks.NONE).restedNs(Knocks.Patience.HOST);
    long network =
        networks
            .getOrDefault(network(endpoint.host()), Knocks.NONE)
            .restedNs(Knocks.Patience.NETWORK);
    long all = paidNs == Long.MIN_VALUE ? paidNs : paidNs - BURST * COST_NS;
    return Math.max(all, Math.max(host, network));
  }

  /// Two parts of an IPv4 address, three of an IPv6 one; a name stands for itself.
  static String network(String host) {
    boolean v6 = host.indexOf(':') >= 0;
    boolean v4 = !v6 && !host.isEmpty() && host.chars().allMatch(c -> c == '.' || isDigit(c));
    if (!v4 && !v6) {
      return host;
    }
    int end = -1;
    for (int part = 0; part < (v6 ? V6_PARTS : 2); part++) {
      int next = host.indexOf(v6 ? ':' : '.', end + 1);
      if (next < 0) {
        return host;
      }
      end = next;
    }
    return host.substring(0, end);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
