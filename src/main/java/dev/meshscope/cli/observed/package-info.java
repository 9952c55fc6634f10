/// What an observer of the engine makes of what it is told, whether it writes JSON or a table.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli.observed;
