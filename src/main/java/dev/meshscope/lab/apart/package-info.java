/// A network of its own for a node that must not be heard by the user's: a namespace of Linux, the
/// program that lives in it, and the LAN it brings there.
@org.jspecify.annotations.NullMarked
package dev.meshscope.lab.apart;
