/// One round's world: its processes, who of them sees whom, and the faults that are on.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.world;
