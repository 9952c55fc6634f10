/// Every decision as a sentence.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.decisions;
