/// The frame that holds the screens together.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.shell;
