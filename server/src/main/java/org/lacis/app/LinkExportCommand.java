package org.lacis.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.link.exchange.FileForm;
import org.lacis.link.exchange.LinkFile;
import org.lacis.serve.twin.LinkBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the links of a rule to a file.
@Command(
    name = "export",
    description = {
      "Writes the links of a rule: as SSSOM (TSV), as a bridge file (identifiers with versions,",
      "CSV), or as a table of every pair (CSV).",
      "  lacis link export same-building --format sssom -o same-building.sssom.tsv"
    },
    mixinStandardHelpOptions = true)
final class LinkExportCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RULE", description = "Name of a rule.")
  private String rule = "";

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FileForm format = FileForm.SSSOM;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Default: standard output.")
  private @Nullable Path output;

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Override
  public Integer call() throws IOException {
    try (BuiltLinks links = BuiltLinks.open(folder);
        Writer out = writer()) {
      links
          .store()
          .<Boolean>read(view -> {
            LinkBook.Chapter chapter = links.chapter(view, rule);
            try {
              new LinkFile(
                      view, links.book().iris(), chapter.table(), chapter.reviews(), chapter.rule())
                  .write(format, out);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          });
      out.flush();
    }
    return Main.DONE;
  }

  private Writer writer() throws IOException {
    return output == null
        ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
        : Files.newBufferedWriter(output);
  }
}
