package dev.meshscope.cli;

import dev.meshscope.cli.words.CliWords;
import dev.meshscope.lab.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for one command, gone when it ends. Blocking.
///
/// @param path where it is
record OwnFolder(Path path) implements AutoCloseable {

  /// @param purpose a word for whoever finds it while it is there
  /// @throws Failure if there can be none
  static OwnFolder make(String purpose) throws Failure {
    try {
      return new OwnFolder(Files.createTempDirectory("meshscope-" + purpose));
    } catch (IOException e) {
      throw new Failure(CliWords.of("own-folder.no-folder-for-temporary"), e);
    }
  }

  @Override
  public void close() {
    Folders.remove(path);
  }
}
