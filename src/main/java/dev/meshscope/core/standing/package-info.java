/// How a peer stands at one instant, as one wordless value: the only reading of the table that
/// window, terminal, JSON and doctor put into words (DESIGN 5).
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.standing;
