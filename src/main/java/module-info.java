/// A live window into a peer-to-peer mesh, and the mesh node inside it for other programs.
///
/// What is exported is what others may build on: the engine's door
/// ([dev.meshscope.engine.MeshEngine]) and the values it speaks in. From one minor version to the
/// next these keep their names and their meaning; what is to go is deprecated for one minor version
/// first. Records may gain parts and sealed types cases, so a `switch` over them is to be compiled
/// again. While the version begins with 0, the changelog names what changed instead. Everything
/// else is the program's own.
@SuppressWarnings("requires-automatic") // jmdns; in the image it has a description, see the pom
module dev.meshscope {
  exports dev.meshscope.core.cause;
  exports dev.meshscope.core.dial;
  exports dev.meshscope.core.event;
  exports dev.meshscope.core.identity;
  exports dev.meshscope.core.judge;
  exports dev.meshscope.core.link;
  exports dev.meshscope.core.standing;
  exports dev.meshscope.core.table;
  exports dev.meshscope.core.wire;
  exports dev.meshscope.engine;

  // what a record may leave out is read from it at run time
  requires transitive org.jspecify;
  // the table is made of its collections
  requires transitive org.pcollections;
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
  // jmdns logs through SLF4J, and this takes it to java.util.logging
  requires org.slf4j.jul;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;

  // picocli fills in the fields of commands
  opens dev.meshscope.cli to
      info.picocli;
}
