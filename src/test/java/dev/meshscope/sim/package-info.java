/// The seeded simulation: cores and deployed-like peers on an adversarial network in virtual time.
@org.jspecify.annotations.NullMarked
package dev.meshscope.sim;
