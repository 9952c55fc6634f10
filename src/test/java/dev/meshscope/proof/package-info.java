/// What a node has to stand: a path that swallows everything, a flood of garbage, hours of
/// restarts, and others who claim to be its peers. All from outside, on real sockets and real
/// processes.
package dev.meshscope.proof;
