package dev.meshscope.doctor;

import java.util.Locale;

/// One thing the doctor looked at: a value.
///
/// @param topic what it is about
/// @param state how it stands
/// @param name the topic in a word or two, or the peer's name
/// @param fact what was found, in a sentence
/// @param advice why that matters, and what to do if it is amiss
public record Check(Topic topic, State state, String name, String fact, String advice) {

  /// What is looked at, in the order in which it is told.
  public enum Topic {
    IDENTITY,
    LISTENING,
    GROUP,
    REGISTRY,
    LAN,
    MULTICAST,
    ECHO,
    NEIGHBOURS,
    RELAY,
    KEEPALIVE,
    KERNEL,
    DESCRIPTORS,
    CLOCK,
    LIMITS,
    CONNECTED,
    PEER,
    ADDRESS,
    PROOF,
    ALARM;

    /// As written in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How it stands.
  public enum State {
    /// As it should be.
    OK,
    /// Not wanted, or not to be had on this system.
    OFF,
    /// Worth a look.
    WARN,
    /// Wrong.
    BAD;

    /// As written in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check of(Topic topic, State state, String fact, String advice) {
    return new Check(topic, state, Text.of("topic." + topic.id()), fact, advice);
  }
}
