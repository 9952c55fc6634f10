/// Events, the table and commands as JSON, one object a line, in both directions: what `peer
/// --json` speaks and what is read back. Values only; who tells them when is in `live`.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lines;
