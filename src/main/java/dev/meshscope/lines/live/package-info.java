/// A running node told as lines: what is written, what is summed up, what is left out when nobody
/// reads.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lines.live;
