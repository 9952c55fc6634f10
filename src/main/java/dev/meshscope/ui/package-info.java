/// The window: where the command line opens it.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui;
