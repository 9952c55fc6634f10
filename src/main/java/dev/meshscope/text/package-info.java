/// How times, spans, ids, strangers' words and the standing of peers are written: once, for every
/// screen, line and report.
@org.jspecify.annotations.NullMarked
package dev.meshscope.text;
