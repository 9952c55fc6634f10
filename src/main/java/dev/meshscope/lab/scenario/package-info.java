/// What an experiment is: values, and the files they are read from. Nothing here runs anything.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.scenario;
