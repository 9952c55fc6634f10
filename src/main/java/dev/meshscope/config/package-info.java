/// Where a user's files are, and the settings kept there. Used by the window and the command line.
@org.jspecify.annotations.NullMarked
package dev.meshscope.config;
