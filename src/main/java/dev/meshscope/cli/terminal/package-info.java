/// The table in a terminal.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli.terminal;
