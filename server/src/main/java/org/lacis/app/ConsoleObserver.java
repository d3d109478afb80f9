package org.lacis.app;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lacis.ingest.BuildObserver;

/// Shows a build on standard error: a bar a stage on a terminal, a line a step in a pipe.
final class ConsoleObserver implements BuildObserver, AutoCloseable {
  private static final Map<String, String> STAGES =
      Map.of(
          "fetch", "Fetching",
          "check", "Checking what has changed",
          "lift", "Lifting",
          "link", "Linking",
          "reason", "Reasoning",
          "validate", "Validating",
          "commit", "Committing");

  private final PrintStream out;
  private final boolean terminal;
  private final boolean quiet;
  private Optional<ProgressBar> bar = Optional.empty();
  private String stage = "";
  private int steps;
  private int done;
  private long stored;

  private ConsoleObserver(PrintStream out, boolean terminal, boolean quiet) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
  }

  static ConsoleObserver forStandardError(boolean quiet) {
    return new ConsoleObserver(System.err, isTerminal(), quiet);
  }

  /// Since JDK 22 there may be a console that is no terminal, and none at all with
  /// `jdk.internal.le` off.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void stage(String name, int count) {
    close();
    stage = STAGES.getOrDefault(name, name);
    steps = count;
    done = 0;
    if (quiet) {
      return;
    }
    if (terminal) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName(stage)
                  .setInitialMax(Math.max(count, 1))
                  .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                  .setConsumer(new ConsoleProgressBarConsumer(out))
                  .build());
    } else if (count == 0) {
      out.println(stage);
    }
  }

  @Override
  public void step(String name) {
    done++;
    if (quiet) {
      return;
    }
    bar.ifPresentOrElse(
        shown -> {
          shown.stepTo(done - 1L);
          shown.setExtraMessage(name);
        },
        () -> out.println(stage + " " + done + "/" + steps + " " + name));
  }

  @Override
  public void stored(long quads) {
    stored += quads;
    bar.ifPresent(shown -> shown.setExtraMessage(Words.count(stored, "statement")));
  }

  @Override
  public void note(String words) {
    if (!quiet && !terminal) {
      out.println("  " + words);
    }
  }

  @Override
  public void close() {
    bar.ifPresent(shown -> {
      shown.stepTo(shown.getMax());
      shown.close();
    });
    bar = Optional.empty();
  }
}
