/// How everything that reads bytes from outside is tried: a corpus, monsters, mutants, and a
/// coverage-guided fuzzer over the same targets. A target stands beside what it tries, as
/// `…FuzzTest`.
@org.jspecify.annotations.NullMarked
package dev.meshscope.fuzz;
