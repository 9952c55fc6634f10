package dev.meshscope.cli;

import picocli.CommandLine.Command;

/// `meshscope`. Never called itself: without a subcommand, [Cli] asks for the window.
@Command(
    name = "meshscope",
    description = {
      "A live window into a peer-to-peer mesh.",
      "Without a command it opens the window, and takes the options of \"window\"."
    })
final class RootCommand {}
