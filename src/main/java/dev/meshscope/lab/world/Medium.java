package dev.meshscope.lab.world;

/// By what nodes hear of each other.
enum Medium {
  REGISTRY,
  LAN
}
