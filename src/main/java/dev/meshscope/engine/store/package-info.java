/// What outlives a run: identity, its lock, known keys.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine.store;
