package dev.meshscope.engine;


final class EngineLoop {
  private EngineLoop() {}

  static MeshEngine start(EngineConfig config) throws StartException {
    throw new StartException("not yet");
  }
}
