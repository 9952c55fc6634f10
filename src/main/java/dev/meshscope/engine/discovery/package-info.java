/// Where peers are found.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine.discovery;
