/// Runs experiments: [LabRun] is the door. Rounds one after the other, everything on one thread
/// that may be interrupted at any time.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.run;
