/// The doctor in the window: what it found as a list, and a window of its own for all of it.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.doctor;
