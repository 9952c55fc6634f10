/// What the lab says.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.words;
