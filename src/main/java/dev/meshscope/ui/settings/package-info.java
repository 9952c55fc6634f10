/// Rule and timings, networks and limits as the user edits them.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.settings;
