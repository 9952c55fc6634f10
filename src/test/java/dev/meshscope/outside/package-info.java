/// What a node meets that is not this process: itself as a process of its own, and peers that speak
/// PROTOCOL.md with not one line of the program in them.
package dev.meshscope.outside;
