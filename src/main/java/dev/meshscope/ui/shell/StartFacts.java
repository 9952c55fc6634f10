package dev.meshscope.ui.shell;

import java.nio.file.Path;

/// Where the node keeps what it keeps; told on the first screen.
///
/// @param stateDir identity and known peers
/// @param registryDir the loopback registry
public record StartFacts(Path stateDir, Path registryDir) {}
