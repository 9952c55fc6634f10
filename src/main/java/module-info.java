/// A live window into a peer-to-peer mesh.
@SuppressWarnings("requires-automatic") // jmdns; in the image it has a description, see the pom
module dev.meshscope {
  // what a record may leave out is read from it at run time
  requires org.jspecify;
  requires info.picocli;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires javafx.controls;
  requires javax.jmdns;
  // counts open descriptors
  requires jdk.management;
  requires jdk.net;
  requires atlantafx.base;
  requires org.controlsfx.controls;
  requires org.kordamp.ikonli.feather;
  requires org.kordamp.ikonli.javafx;
  requires org.jline.terminal;
  // it is found by its name
  requires org.jline.terminal.ffm;
  requires org.pcollections;
  // jmdns logs through SLF4J, and this takes it to java.util.logging
  requires org.slf4j.jul;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;

  // picocli fills in the fields of commands
  opens dev.meshscope.cli to
      info.picocli;
}
