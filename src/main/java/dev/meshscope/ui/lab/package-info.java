/// The lab's window: choose an experiment, watch it, read what came of it.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.lab;
