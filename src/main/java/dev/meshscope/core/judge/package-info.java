/// Who keeps the slot when a peer dials again: one pure rule per policy.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.judge;
