/// Results as files: for people, for programs, for build servers, and beside an earlier run.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.report;
