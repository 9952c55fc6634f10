/// The words for a way to a peer: its number, kind, ends, options and how it ended. Values only.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.link;
