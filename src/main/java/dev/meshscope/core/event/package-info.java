/// Everything that happens, as immutable facts in the past tense.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.event;
