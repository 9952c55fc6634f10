/// The engine: a complete mesh node around the pure table of `core`. [MeshEngine] is its door; what
/// a node needs to start is an [EngineConfig], and a [MeshObserver] is told what happens.
///
/// This package and `core` are exported, and stable in the sense that the module's description
/// states. A change that breaks whoever uses them is a line in the changelog.
@org.jspecify.annotations.NullMarked
package dev.meshscope.engine;
