/// The proxy that makes faults: a door per seen node, bytes that are passed on, held back or
/// swallowed, and what went through. Knows nothing of processes and scenarios.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.proxy;
