package org.lacis.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.link.legacy.Imported;
import org.lacis.link.legacy.LegacyRules;
import org.lacis.link.rule.LinkException;
import org.lacis.link.rule.LinkRule;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads rules of other tools.
@Command(
    name = "import",
    description = {
      "Reads a configuration of LIMES or a link specification of Silk (XML) and writes the rules",
      "that mean the same, as YAML. What differs or is lost is told on standard error, with its line.",
      "Exit code 1 when something is lost or means something else, 0 when not."
    },
    mixinStandardHelpOptions = true)
final class LinkImportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "LIMES or Silk, XML.")
  private Path file = Path.of(".");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Folder for the rules, one file each (default: all on standard output). What is there is"
              + " not overwritten.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Imported imported = LegacyRules.read(file);
    for (Finding finding : imported.findings()) {
      System.err.println(
          finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.sentence());
    }
    for (LinkRule rule : imported.rules()) {
      write(rule);
    }
    System.err.println(
        imported.rules().size() == 1 ? "1 rule" : imported.rules().size() + " rules");
    List<Finding> findings = imported.findings();
    return findings.stream().allMatch(one -> one.severity() == Severity.INFO)
        ? Main.DONE
        : Main.FINDINGS;
  }

  private void write(LinkRule rule) {
    Path folder = output;
    if (folder == null) {
      System.out.println("---");
      System.out.print(rule.yaml());
      return;
    }
    Path target = folder.resolve(rule.name() + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(target, rule.yaml(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      System.err.println(target);
    } catch (FileAlreadyExistsException e) {
      throw new LinkException(
          Finding.violation(
              "link.rule-exists",
              Place.of(target.toString()),
              "a file",
              "none of this name",
              "Remove it, or choose another folder."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
