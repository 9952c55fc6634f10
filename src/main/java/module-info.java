/// A live window into a peer-to-peer mesh.
module dev.meshscope {
  requires static org.jspecify;
  requires info.picocli;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires java.desktop;
  requires java.logging;
  requires javafx.controls;
  requires jdk.net;
  requires atlantafx.base;
  requires org.controlsfx.controls;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;
  requires org.pcollections;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;

  // picocli fills in the fields of commands
  opens dev.meshscope.cli to
      info.picocli;
}
