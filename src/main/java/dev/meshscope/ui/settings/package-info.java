/// Rule and timings as the user edits them.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.settings;
