/// The way in from the engine: batches of what happened, and the one door to the JavaFX thread.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.feed;
