/// Shall we dial? One rule, its evidence and its answer (DESIGN 3, "Ask before dialling, too").
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.dial;
