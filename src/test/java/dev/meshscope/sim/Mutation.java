package dev.meshscope.sim;

import dev.meshscope.core.table.Effect;
import dev.meshscope.core.table.Input;
import dev.meshscope.core.table.PeerTable;
import java.util.List;

/// A fault put between the core and the world, to see that the checks notice it.
interface Mutation {

  Mutation NONE = new Mutation() {};

  default List<Input> inputs(PeerTable table, Input input) {
    return List.of(input);
  }

  default List<Effect> effects(PeerTable before, PeerTable.Step step) {
    return step.effects();
  }
}
