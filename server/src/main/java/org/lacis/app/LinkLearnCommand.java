package org.lacis.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.lacis.link.Linker;
import org.lacis.link.learn.DecisionText;
import org.lacis.link.learn.Example;
import org.lacis.link.learn.Form;
import org.lacis.link.learn.Learning;
import org.lacis.link.learn.NextToJudge;
import org.lacis.link.learn.Trial;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkException;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fits the decision of a rule to judged pairs, and writes it as the rule file would.
@Command(
    name = "learn",
    description = {
      "Fits the weights of a rule to pairs that were judged, tells how the decision does on pairs it",
      "has not seen, and prints it as a rule file writes it. Nothing is changed."
    },
    mixinStandardHelpOptions = true)
final class LinkLearnCommand implements Callable<Integer> {
  private static final double FOLLOWS = 0.1;
  private static final int FOLDS = 5;

  @Parameters(paramLabel = "RULE", description = "A rule file with a logistic decision.")
  private Path rule = Path.of("");

  @Option(
      names = "--judged",
      required = true,
      paramLabel = "FILE",
      description = {
        "Table of tabs: IRI of the source, IRI of the target, true or false, and a group, if there",
        "are several (a town): each is judged by what the others teach."
      })
  private Path judged = Path.of("");

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "Least share of matches among the accepted; ${DEFAULT-VALUE} by default.")
  private double precision = Learning.Wanted.USUAL.precision();

  @Option(
      names = "--review",
      paramLabel = "P",
      description = "Greatest share of pairs to review; ${DEFAULT-VALUE} by default.")
  private double review = Learning.Wanted.USUAL.reviewShare();

  @Option(
      names = "--next",
      paramLabel = "N",
      description = "Propose so many pairs to judge next; ${DEFAULT-VALUE} by default.")
  private int next = 10;

  private record Judgement(boolean match, String group) {}

  @Override
  public Integer call() {
    LinkRule read = LinkRule.read(rule);
    if (!(read.match() instanceof Match.Judged match)
        || !(match.decision() instanceof Decision.Logistic logistic)) {
      throw mistake(
          rule.toString(),
          "a rule without weights",
          "a rule with criteria and a logistic decision",
          "Write criteria, and a decision with weights of any size; they are fitted.");
    }
    Map<List<String>, Judgement> judgements = judgements();
    Map<String, String> groups = new HashMap<>();
    Set<String> targets = new HashSet<>();
    judgements.forEach((pair, its) -> {
      groups.put(pair.get(0), its.group);
      targets.add(pair.get(1));
    });
    List<Example> examples = new ArrayList<>();
    List<Linker.Measurement> open = new ArrayList<>();
    int[] seen = {0};
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      links
          .store()
          .<Integer>read(view -> {
            Wiring.linker()
                .measure(
                    view,
                    read,
                    links.book().iris(),
                    one -> {
                      Judgement its = judgements.get(List.of(one.source(), one.target()));
                      if (its != null) {
                        seen[0]++;
                        examples.add(new Example(one.values(), its.match, its.group));
                      } else if (groups.containsKey(one.source())
                          && targets.contains(one.target())) {
                        String group = groups.getOrDefault(one.source(), "");
                        examples.add(new Example(one.values(), false, group, FOLLOWS));
                      } else {
                        open.add(one);
                      }
                    },
                    _ -> {});
            return 0;
          });
    }
    List<Form> forms =
        IntStream.range(0, match.criteria().size())
            .mapToObj(i -> Form.like(logistic.shares().get(i), i, examples))
            .toList();
    Learning learning;
    try {
      learning = Learning.of(examples, forms, new Learning.Wanted(1, precision, review, false));
    } catch (IllegalArgumentException e) {
      throw mistake(
          judged.toString(),
          e.getMessage() + "; " + seen[0] + " of them are looked at by the rule",
          "matches and others, of two groups at least",
          "Judge more pairs; lacis link try shows which ones the rule looks at.");
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    report(learning.trial(), judgements.size() - seen[0], out);
    out.print(DecisionText.yaml(learning.decision(), match.criteria()));
    List<Integer> ask =
        NextToJudge.of(
            open.stream().map(Linker.Measurement::values).toList(), learning.decision(), next);
    if (!ask.isEmpty()) {
      out.println("# to judge next");
    }
    for (int i : ask) {
      out.printf(
          Locale.ROOT,
          "# %s\t%s\t%.3f%n",
          open.get(i).source(),
          open.get(i).target(),
          learning.decision().judge(open.get(i).values()).confidence());
    }
    out.flush();
    return Main.DONE;
  }

  private static void report(Trial trial, int unseen, PrintStream out) {
    Trial.Score all = trial.all();
    out.printf(
        Locale.ROOT,
        "# tried on %,d pairs by what others taught: F1 %.4f, precision %.4f, recall %.4f,%n"
            + "# to review %.1f %%, calibration error %.3f; %,d judged pairs are not looked at%n",
        all.pairs(),
        all.f1(),
        all.precision(),
        all.recall(),
        100 * all.reviewShare(),
        trial.reliability().error(),
        unseen);
    trial
        .groups()
        .forEach((group, score) ->
            out.printf(
                Locale.ROOT, "#   %-12s %,6d pairs  F1 %.4f%n", group, score.pairs(), score.f1()));
  }

  private Map<List<String>, Judgement> judgements() {
    Map<List<String>, Judgement> all = new HashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(judged);
    } catch (IOException e) {
      throw mistake(
          judged.toString(), e.toString(), "a table of tabs", "Check that the file may be read.");
    }
    for (String line : lines) {
      String[] cells = line.split("\t", -1);
      if (cells.length >= 3 && (cells[2].equals("true") || cells[2].equals("false"))) {
        all.put(
            List.of(cells[0], cells[1]),
            new Judgement(cells[2].equals("true"), cells.length > 3 ? cells[3] : fold(cells[0])));
      }
    }
    return all;
  }

  /// A group of its own where none is told: the same for all pairs of a source.
  private static String fold(String source) {
    return "fold " + (1 + Math.floorMod(source.hashCode(), FOLDS));
  }

  private static LinkException mistake(String place, String found, String expected, String remedy) {
    return new LinkException(
        Finding.violation("link.nothing-to-learn", Place.of(place), found, expected, remedy));
  }
}
