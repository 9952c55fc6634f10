/// The command line: what the user asked for, checked, and one clear sentence where it cannot be
/// done.
@org.jspecify.annotations.NullMarked
package dev.meshscope.cli;
