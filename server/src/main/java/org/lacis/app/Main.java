package org.lacis.app;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.lacis.federate.FederateException;
import org.lacis.ingest.WorkspaceException;
import org.lacis.interop.InteropException;
import org.lacis.link.rule.LinkException;
import org.lacis.mapping.MappingException;
import org.lacis.query.QueryException;
import org.lacis.query.cql.CqlException;
import org.lacis.query.feature.FeatureException;
import org.lacis.query.function.GeoAggregates;
import org.lacis.reason.ReasonException;
import org.lacis.serve.web.ServeException;
import org.lacis.source.SourceException;
import org.lacis.validate.ValidationException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;

/// The command line. Exit codes: 0 done, 1 done with findings, 2 usage, 3 failure.
@Command(
    name = "lacis",
    description =
        "Ties the digital twins of a territory together: lifts their data, links, serves.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      SampleCommand.class,
      BuildCommand.class,
      DiffCommand.class,
      MapCommand.class,
      LintCommand.class,
      LiftCommand.class,
      LoadCommand.class,
      QueryCommand.class,
      PartnersCommand.class,
      FeaturesCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      CatalogueCommand.class,
      CqlCommand.class,
      CompactCommand.class,
      IndexCommand.class,
      ValidateCommand.class,
      CheckCommand.class,
      WhyCommand.class,
      LinkCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 done with findings, 2 usage, 3 failure.",
      "Start with: lacis demo"
    })
public final class Main implements Callable<Integer> {
  static final int DONE = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int FAILURE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /// Runs a command.
  ///
  /// @return its exit code
  public static int run(String... args) {
    // Jena keeps aggregates in one register of the process; they are put there before any query.
    GeoAggregates.register();
    try {
      return execute(args);
    } catch (OutOfMemoryError _) {
      System.err.println(
          "lacis: the memory that Java may use is full ("
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB). Give it more: LACIS_JAVA_OPTS=-Xmx2g lacis …");
      return FAILURE;
    } catch (StackOverflowError e) {
      LOG.error("stack", e);
      System.err.println(
          "lacis: something is nested deeper than can be followed. Please report it, with the"
              + " command and its file.");
      return FAILURE;
    }
  }

  private static int execute(String... args) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(executionFailure())
        .setParameterExceptionHandler(usageFailure())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExitCodeExceptionMapper(_ -> FAILURE)
        .execute(args);
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return DONE;
  }

  private static IExecutionExceptionHandler executionFailure() {
    return (exception, _, _) -> {
      if (exception instanceof LacisException told) {
        problems(told).forEach(one -> System.err.println("lacis: " + one.sentence()));
        return isUsage(told) ? USAGE : FAILURE;
      }
      String id = UUID.randomUUID().toString().substring(0, 8);
      LOG.error("failure {}", id, exception);
      System.err.println(
          "lacis: something went wrong that should not have (failure "
              + id
              + "): "
              + exception
              + ". Please report it; LACIS_JAVA_OPTS=-Dlacis.trace=true shows the trace.");
      if (Boolean.getBoolean("lacis.trace")) {
        exception.printStackTrace(System.err);
      }
      return FAILURE;
    };
  }

  private static List<Finding> problems(LacisException exception) {
    return exception instanceof MappingException mapping
        ? mapping.problems()
        : List.of(exception.finding());
  }

  /// What the user can mend in the words that were given; the rest is a failure of the
  /// surroundings.
  private static boolean isUsage(LacisException exception) {
    return switch (exception) {
      case WorkspaceException _,
          MappingException _,
          LinkException _,
          SourceException _,
          ReasonException _,
          InteropException _,
          ValidationException _,
          CqlException _,
          FeatureException _ ->
          true;
      case ServeException refusal -> refusal.status() < 500;
      case FederateException federated -> federated.isOfQuestion();
      case QueryException query -> !query.finding().code().equals("query.timeout");
      default -> false;
    };
  }

  private static IParameterExceptionHandler usageFailure() {
    return (exception, _) -> {
      CommandLine command = exception.getCommandLine();
      System.err.println("lacis: " + exception.getMessage());
      if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, System.err)) {
        System.err.println(command.getUsageMessage().lines().findFirst().orElse(""));
      }
      System.err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
      return USAGE;
    };
  }
}
