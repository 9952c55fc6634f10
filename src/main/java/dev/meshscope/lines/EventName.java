package dev.meshscope.lines;

import dev.meshscope.core.event.MeshEvent;
import dev.meshscope.core.wire.Frame;
import java.util.Locale;

/// What an event is called in JSON. Pure; on any thread.
public final class EventName {
  private EventName() {}

  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> kind) {
          return kind.getSimpleName()
              .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
              .toLowerCase(Locale.ROOT);
        }
      };

  /// The kebab-case of the record's name (`round-trip`); content is called as on the wire
  /// (`message`, `peer-info`).
  public static String of(MeshEvent event) {
    return event instanceof MeshEvent.ContentReceived content
        ? of(content.frame())
        : of(event.getClass());
  }

  /// The name of a kind of event.
  public static String of(Class<? extends MeshEvent> kind) {
    return NAMES.get(kind);
  }

  private static String of(Frame frame) {
    return switch (frame) {
      case Frame.Message message -> message.type();
      case Frame.PeerInfo info -> info.type();
      case Frame.WakeChannel wake -> wake.type();
      case Frame.NodeStats stats -> stats.type();
      case Frame.Fault fault -> fault.type();
      case Frame.Greeting _,
          Frame.BadGreeting _,
          Frame.Ping _,
          Frame.Pong _,
          Frame.Proof _,
          Frame.Uninterpreted _,
          Frame.Unknown _ ->
          of(MeshEvent.ContentReceived.class);
    };
  }
}
