/// Where a user's files are, the settings kept there, and how a user writes a duration. Used by the
/// window, the command line and the lab.
@org.jspecify.annotations.NullMarked
package dev.meshscope.config;
