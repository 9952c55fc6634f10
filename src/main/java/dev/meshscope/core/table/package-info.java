/// The peer table: a value that eats inputs and yields effects and events.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.table;
