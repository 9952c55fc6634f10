/// What the command line and the terminal say.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli.words;
