package org.lacis.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What is done with links.
@Command(
    name = "link",
    description =
        "Lists, shows, judges, exports and checks the links of a built workspace; reads rules of others.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LinkListCommand.class,
      LinkShowCommand.class,
      LinkDecideCommand.class,
      LinkExportCommand.class,
      LinkCheckCommand.class,
      LinkKeyCommand.class,
      LinkTryCommand.class,
      LinkLearnCommand.class,
      LinkImportCommand.class
    })
final class LinkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.out);
    return Main.DONE;
  }
}
