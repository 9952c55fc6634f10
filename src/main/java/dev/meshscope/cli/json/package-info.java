/// Events and the table as JSON, one object a line, and the commands that come back the same way.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli.json;
