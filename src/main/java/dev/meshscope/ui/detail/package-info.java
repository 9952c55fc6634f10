/// One peer in full.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.detail;
