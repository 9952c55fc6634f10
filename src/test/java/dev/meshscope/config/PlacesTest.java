package dev.meshscope.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
  private static final Optional<Path> HOME = Optional.of(Path.of("/home/ann"));

  @Test
  void eachSystemHasItsPlace() {
    assertThat(Places.stateDir("Linux", HOME, Map.of()))
        .contains(Path.of("/home/ann/.config/meshscope"));
    assertThat(Places.stateDir("Linux", HOME, Map.of("XDG_CONFIG_HOME", "/cfg")))
        .contains(Path.of("/cfg/meshscope"));
    assertThat(Places.stateDir("Linux", HOME, Map.of("XDG_CONFIG_HOME", "relative")))
        .contains(Path.of("/home/ann/.config/meshscope"));
    assertThat(Places.stateDir("Mac OS X", HOME, Map.of()))
        .contains(Path.of("/home/ann/Library/Application Support/Meshscope"));
    assertThat(Places.stateDir("Windows 11", HOME, Map.of("APPDATA", "/roaming")))
        .contains(Path.of("/roaming/Meshscope"));
    assertThat(Places.stateDir("Windows 11", HOME, Map.of("APPDATA", "")))
        .contains(Path.of("/home/ann/AppData/Roaming/Meshscope"));
  }

  @Test
  void whoHasNoHomeHasNoPlaceButTheOneThatIsNamed() {
    Optional<Path> none = Optional.empty();
    assertThat(Places.stateDir("Linux", none, Map.of("XDG_CONFIG_HOME", ""))).isEmpty();
    assertThat(Places.stateDir("Mac OS X", none, Map.of())).isEmpty();
    assertThat(Places.stateDir("Windows 11", none, Map.of())).isEmpty();
    assertThat(Places.stateDir("Linux", none, Map.of("XDG_CONFIG_HOME", "/cfg")))
        .contains(Path.of("/cfg/meshscope"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"?", "", " ", ".", "relative/home", "\0"})
  void whatIsNoAbsolutePathIsNoHome(String folder) {
    assertThat(Places.absolute(folder)).isEmpty();
  }
}
