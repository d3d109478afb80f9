package org.lacis.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lacis.ingest.Workspace;
import org.lacis.serve.Reviewers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a key for a person.
@Command(
    name = "key",
    description = {
      "Makes a key with which a person decides about links, on /review and through the interface,",
      "and prints it this once. An earlier key of the same name opens no more.",
      "Its hash is kept in .lacis/reviewers; deleting the file takes the key back."
    },
    mixinStandardHelpOptions = true)
final class LinkKeyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the person.")
  private String name = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Override
  public Integer call() {
    if (name.isBlank()) {
      throw BuiltLinks.unknown("NAME", "nothing", "the name of a person");
    }
    Workspace workspace = Workspace.open(folder);
    System.out.println(Reviewers.make(workspace.own("reviewers"), name));
    return Main.DONE;
  }
}
