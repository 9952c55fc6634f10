/// Words, ages and numbers as the window writes them.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.text;
