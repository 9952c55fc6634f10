/// A peer as deployed nodes are: it speaks PROTOCOL.md and has no extras. Written beside the
/// engine, not with it, so that the two do not share their mistakes.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.raw;
