package dev.meshscope.lab.apart;

import dev.meshscope.lab.process.Folders;
import dev.meshscope.lab.process.Guardian;
import dev.meshscope.lab.proxy.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The networks of a run: those of its nodes that must not be heard outside have one each, from
/// their first round to the end of the run. On the run's thread.
public final class OwnNetworks implements AutoCloseable {
  private final Map<String, OwnNetwork> networks = new LinkedHashMap<>();

  /// Nobody has one.
  public static OwnNetworks none() {
    return new OwnNetworks();
  }

  /// One for each of these nodes.
  ///
  /// @param work a folder for what they need
  /// @throws IOException with a few words if they cannot be had
  public static OwnNetworks of(Set<String> nodes, Path work, Guardian guardian)
      throws IOException, InterruptedException {
    OwnNetworks all = new OwnNetworks();
    if (nodes.isEmpty()) {
      return all;
    }
    OwnNetwork.Ability ability = OwnNetwork.ability();
    if (!ability.why().isEmpty()) {
      throw new IOException(ability.why());
    }
    try {
      for (String node : nodes) {
        Path folder = Files.createDirectories(work.resolve("network-" + node));
        all.networks.put(node, OwnNetwork.make(ability, all.networks.size() + 1, folder, guardian));
      }
      return all;
    } catch (IOException | InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /// A node's; empty: it lives on this machine's own.
  public Optional<OwnNetwork> of(String node) {
    return Optional.ofNullable(networks.get(node));
  }

  /// Where a node lives.
  public Side side(String node) {
    return of(node).map(OwnNetwork::side).orElse(Side.HERE);
  }

  /// Whether anybody has one.
  public boolean any() {
    return !networks.isEmpty();
  }

  /// Whether each is still there.
  public boolean alive() {
    return networks.values().stream().allMatch(OwnNetwork::alive);
  }

  /// Between two rounds: nobody is there any more.
  public void forget() {
    networks
        .values()
        .forEach(network -> List.of(network.announce(), network.heard()).forEach(Folders::empty));
  }

  @Override
  public void close() {
    networks.values().forEach(OwnNetwork::close);
  }
}
