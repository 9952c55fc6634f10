/// Real peers to practise with.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab;
