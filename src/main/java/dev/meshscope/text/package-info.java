/// How strangers' words are written so that they are harmless where they are read.
@org.jspecify.annotations.NullMarked
package dev.meshscope.text;
