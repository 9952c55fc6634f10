/// The engine: a complete mesh node around the pure table of `core`.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine;
