/// The command line as its users meet it: real processes, real sockets.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli;
