/// Why a decision fell the way it did.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.why;
