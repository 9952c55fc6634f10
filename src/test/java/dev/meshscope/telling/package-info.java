/// That all who tell of a peer say the same at the same instant.
@org.jspecify.annotations.NullMarked
package dev.meshscope.telling;
