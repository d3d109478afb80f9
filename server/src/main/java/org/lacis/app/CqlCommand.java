package org.lacis.app;

import java.util.concurrent.Callable;
import org.lacis.query.cql.Cql2;
import org.lacis.query.cql.Expression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads a filter and writes it in its other form.
@Command(
    name = "cql",
    description = {
      "Reads a CQL2 filter, as text or as JSON, and writes it in the other form; a mistake is told",
      "with line and column. Features are filtered with lacis features --filter."
    },
    mixinStandardHelpOptions = true)
final class CqlCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILTER",
      description = "The filter: JSON when it begins with {, else text.")
  private String filter = "";

  @Option(names = "--text", description = "Writes text, whatever was read.")
  private boolean text;

  @Option(names = "--json", description = "Writes JSON, whatever was read.")
  private boolean json;

  @Override
  public Integer call() {
    boolean read = filter.strip().startsWith("{");
    Expression expression = read ? Cql2.json(filter) : Cql2.text(filter);
    boolean asText = text || (read && !json);
    System.out.println(asText ? Cql2.toText(expression) : Cql2.toJson(expression));
    return Main.DONE;
  }
}
