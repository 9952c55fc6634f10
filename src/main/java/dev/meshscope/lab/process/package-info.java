/// Processes of the lab: how they are started, frozen, measured, and above all ended, whatever
/// happens to us.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.process;
