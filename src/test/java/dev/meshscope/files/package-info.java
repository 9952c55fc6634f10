@org.jspecify.annotations.NullMarked
package dev.meshscope.files;
