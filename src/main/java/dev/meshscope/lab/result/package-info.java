/// What came of rounds: facts in, measures, counts and verdicts out. Nothing here runs anything or
/// reads a clock.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.result;
