package dev.meshscope.engine.discovery;

import dev.meshscope.core.link.LeftOut;
import dev.meshscope.core.link.LeftOut.Why;
import dev.meshscope.engine.discovery.LanCard.Leads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which interfaces are used, and which are not, and why: a value.
///
/// @param used one address for each network, the most promising first
/// @param leftOut interfaces with an IPv4 address that are not used
public record LanChoice(List<LanAddress> used, List<LeftOut> leftOut) {

  /// Copies the lists.
  public LanChoice {
    used = List.copyOf(used);
    leftOut = List.copyOf(leftOut);
  }

  /// What would be chosen now. Blocks for the system; nothing if it does not tell.
  public static LanChoice now() {
    try {
      return of(LanCards.read());
    } catch (IOException e) {
      return new LanChoice(List.of(), List.of());
    }
  }

  /// IPv4 where there is any: one address for each interface, and one interface for each network,
  /// because everybody there would hear us twice. Link-local IPv6 on a machine without IPv4.
  /// Loopback only if there is nothing else. Of too many, those that reach peers most likely.
  static LanChoice of(List<LanCard> cards) {
    List<LanCard> ordered =
        cards.stream()
            .sorted(Comparator.comparing(LanCard::leads).thenComparingInt(LanCard::index))
            .toList();
    List<LanCard> outward = ordered.stream().filter(card -> card.leads().usable()).toList();
    List<LanAddress> used = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (LanCard card : ordered) {
      if (card.leads() != Leads.LOOPBACK) {
        card.ipv4().ifPresent(it -> take(card, it, used, leftOut));
      }
    }
    if (used.isEmpty()) {
      outward.forEach(card -> card.linkLocal6().ifPresent(used::add));
    }
    if (used.isEmpty()) {
      back(ordered).ifPresent(used::add);
    }
    return new LanChoice(used.stream().limit(LanInterfaces.MOST).toList(), leftOut);
  }

  private static void take(
      LanCard card, LanAddress address, List<LanAddress> used, List<LeftOut> leftOut) {
    switch (card.leads()) {
      case OUT, HARDWARE, ELSEWHERE, GUESTS -> {
        if (used.stream().anyMatch(taken -> taken.sameNetwork(address.address()))) {
          leftOut.add(new LeftOut(card.name(), Why.SAME_NETWORK));
        } else if (used.size() == LanInterfaces.MOST) {
          leftOut.add(new LeftOut(card.name(), Why.TOO_MANY));
        } else {
          used.add(address);
        }
      }
      case BACK -> leftOut.add(new LeftOut(card.name(), Why.NOWHERE));
      case NO_MULTICAST -> leftOut.add(new LeftOut(card.name(), Why.NO_MULTICAST));
      case TUNNEL -> leftOut.add(new LeftOut(card.name(), Why.TUNNEL));
      case DOWN -> leftOut.add(new LeftOut(card.name(), Why.DOWN));
      case LOOPBACK -> {}
    }
  }

  private static Optional<LanAddress> back(List<LanCard> ordered) {
    return ordered.stream()
        .filter(card -> card.leads() == Leads.LOOPBACK)
        .findFirst()
        .flatMap(LanCard::ipv4);
  }
}
