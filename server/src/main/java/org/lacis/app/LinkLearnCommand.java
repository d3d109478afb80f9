package org.lacis.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lacis.ingest.WorkspaceException;
import org.lacis.link.Linker;
import org.lacis.link.learn.DecisionText;
import org.lacis.link.learn.Example;
import org.lacis.link.learn.Form;
import org.lacis.link.learn.Learning;
import org.lacis.link.learn.NextToJudge;
import org.lacis.link.learn.Trial;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Reviews;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fits the decision of a rule to judged pairs.
@Command(
    name = "learn",
    description = {
      "Fits the weights of a rule with criteria to pairs that people accepted and rejected, tells how",
      "well the new decision does on pairs it has not seen, and which pairs to judge next. The rule",
      "with the new decision goes to standard output, or to a file with -o; the rule itself is not",
      "touched."
    },
    mixinStandardHelpOptions = true)
final class LinkLearnCommand implements Callable<Integer> {
  /// Pairs without groups are tried on fifths of their sources.
  private static final int FOLDS = 5;

  /// What follows from judgements counts a tenth of one.
  private static final double FOLLOWS = 0.1;

  @Parameters(
      paramLabel = "RULE",
      description = "A file, or the name of a rule in mappings/links of the workspace.")
  private String rule = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--judged",
      paramLabel = "FILE.tsv",
      description = {
        "Judged pairs, a line each: source, target, accept or reject, and if there are any the group",
        "(a town, a country) that is to be tried apart. Default: the decisions of people at /review."
      })
  private @Nullable Path judged;

  @Option(names = "-o", paramLabel = "FILE", description = "Where the rule is written.")
  private @Nullable Path output;

  @Option(
      names = "--next",
      paramLabel = "N",
      description = "Pairs to judge next that are told; ${DEFAULT-VALUE} by default.")
  private int next = 10;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      description = "Least share of matches among what is accepted; ${DEFAULT-VALUE} by default.")
  private double precision = Learning.Wanted.USUAL.precision();

  @Option(
      names = "--review-share",
      paramLabel = "SHARE",
      description =
          "Greatest share of pairs that people shall look at; ${DEFAULT-VALUE} by default.")
  private double reviewShare = Learning.Wanted.USUAL.reviewShare();

  /// @param group empty where it is not said
  private record Judgement(boolean match, String group) {}

  @Override
  public Integer call() throws IOException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream told = output == null ? System.err : out;
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      LinkRule read = LinkRule.read(links.ruleFile(rule));
      if (!(read.match() instanceof Match.Judged its)) {
        throw wrong(
            "link rule " + read.name(),
            "a rule of the short form",
            "a rule with criteria and a decision",
            "Write it in the long form, see the manual of linking.");
      }
      Map<Pair, Judgement> judgements = judgements(links, read);
      List<Linker.Measurement> measured = new ArrayList<>();
      links
          .store()
          .<Boolean>read(view -> {
            Wiring.linker().measure(view, read, links.book().iris(), measured::add, _ -> {});
            return true;
          });
      List<Example> examples = examples(judgements, measured);
      List<Form> forms =
          IntStream.range(0, its.criteria().size()).mapToObj(i -> form(its, i, examples)).toList();
      Learning learning = learn(read, examples, forms);
      Decision.Logistic decision = DecisionText.rounded(learning.decision());
      report(judgements, measured, learning.trial(), told);
      toJudge(judgements, measured, decision, told);
      String yaml = with(read, its, decision).yaml();
      if (output == null) {
        out.print(yaml);
      } else {
        Files.writeString(output, yaml);
        told.println("Written to " + output);
      }
    }
    out.flush();
    return Main.DONE;
  }

  private static Form form(Match.Judged its, int criterion, List<Example> examples) {
    return its.decision() instanceof Decision.Logistic logistic
        ? Form.like(logistic.shares().get(criterion), criterion, examples)
        : Form.seen(criterion, examples, 0);
  }

  private Learning learn(LinkRule read, List<Example> examples, List<Form> forms) {
    try {
      return Learning.of(
          examples,
          forms,
          new Learning.Wanted(Learning.Wanted.USUAL.ridge(), precision, reviewShare, true));
    } catch (IllegalArgumentException e) {
      throw wrong(
          "judged pairs of " + read.name(),
          String.valueOf(e.getMessage()),
          "some dozens of pairs, accepted and rejected, of several sources",
          "Judge more pairs at /review, or give a table with --judged.");
    }
  }

  private static LinkRule with(LinkRule rule, Match.Judged its, Decision decision) {
    return new LinkRule(
        rule.name(),
        rule.labels(),
        rule.source(),
        rule.target(),
        rule.shape(),
        new Match.Judged(
            its.blocking(), its.alignment(), its.criteria(), decision, its.cardinality()),
        rule.emit(),
        rule.crs(),
        rule.tolerance());
  }

  // ---- what was judged

  private Map<Pair, Judgement> judgements(BuiltLinks links, LinkRule read) throws IOException {
    Path table = judged;
    if (table != null) {
      return table(table);
    }
    Map<Pair, Judgement> judgements = new TreeMap<>();
    Reviews reviews =
        links.store().read(view -> Reviews.read(view, links.book().iris(), read.name(), _ -> {}));
    for (Pair pair : reviews.pairs()) {
      // The newest word counts; who is unsure takes it back.
      Choice choice = reviews.of(pair).getLast().choice();
      if (choice != Choice.UNSURE) {
        judgements.put(pair, new Judgement(choice == Choice.ACCEPT, ""));
      }
    }
    return judgements;
  }

  private static Map<Pair, Judgement> table(Path table) throws IOException {
    Map<Pair, Judgement> judgements = new TreeMap<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = List.of(lines.get(i).split("\t", -1));
      boolean heading = i == 0 && cells.getFirst().equals("source");
      if (lines.get(i).isBlank() || heading) {
        continue;
      }
      String said = cells.size() < 3 ? "" : cells.get(2).strip();
      if (!said.equals("accept") && !said.equals("reject")) {
        throw new WorkspaceException(
            Finding.violation(
                "link.judged-pair",
                Place.line(table.toString(), i + 1),
                lines.get(i),
                "source, target, accept or reject, separated by tabs",
                "Mend the line."));
      }
      judgements.put(
          new Pair(cells.get(0).strip(), cells.get(1).strip()),
          new Judgement(said.equals("accept"), cells.size() > 3 ? cells.get(3).strip() : ""));
    }
    return judgements;
  }

  private static List<Example> examples(
      Map<Pair, Judgement> judgements, List<Linker.Measurement> measured) {
    Set<String> ends = new HashSet<>();
    judgements
        .keySet()
        .forEach(pair -> {
          ends.add(pair.source());
          ends.add(pair.target());
        });
    List<Example> examples = new ArrayList<>();
    for (Linker.Measurement one : measured) {
      Pair pair = new Pair(one.source(), one.target());
      Judgement judgement = judgements.get(pair);
      if (judgement != null) {
        String group = judgement.group().isEmpty() ? fold(one.source()) : judgement.group();
        examples.add(new Example(one.values(), judgement.match(), group));
      } else if (ends.contains(one.source()) && ends.contains(one.target())) {
        // Both were judged, and not with each other: whoever judged saw nothing in it.
        examples.add(new Example(one.values(), false, fold(one.source()), FOLLOWS));
      }
    }
    return examples;
  }

  private static String fold(String source) {
    return "fifth " + (1 + Math.floorMod(source.hashCode(), FOLDS));
  }

  // ---- what came of it

  private static void report(
      Map<Pair, Judgement> judgements,
      List<Linker.Measurement> measured,
      Trial trial,
      PrintStream told) {
    Trial.Score all = trial.all();
    told.printf(
        Locale.ROOT,
        "%,d judged pairs, %,d of them looked at by the rule (of %,d); tried on groups not learnt"
            + " from:%n",
        judgements.size(),
        all.pairs(),
        measured.size());
    told.printf(
        Locale.ROOT,
        "  F1 at 0.5                   %.4f%n  accepted from %.2f           precision %.4f, recall"
            + " %.4f%n  to review from %.2f          %.2f %% of the pairs%n  calibration error        "
            + "   %.4f%n",
        all.f1(),
        trial.accept(),
        all.precision(),
        all.recall(),
        trial.review(),
        100 * all.reviewShare(),
        trial.reliability().error());
    trial
        .groups()
        .forEach((group, score) ->
            told.printf(
                Locale.ROOT, "  %-27s F1 %.4f of %,d pairs%n", group, score.f1(), score.pairs()));
  }

  private void toJudge(
      Map<Pair, Judgement> judgements,
      List<Linker.Measurement> measured,
      Decision decision,
      PrintStream told) {
    List<Linker.Measurement> open =
        measured.stream()
            .filter(one -> !judgements.containsKey(new Pair(one.source(), one.target())))
            .toList();
    List<Integer> telling =
        NextToJudge.of(open.stream().map(Linker.Measurement::values).toList(), decision, next);
    if (!telling.isEmpty()) {
      told.println("To judge next, the most telling first:");
    }
    for (int at : telling) {
      Linker.Measurement one = open.get(at);
      told.printf(
          Locale.ROOT,
          "  %.2f  %s  %s%n",
          decision.judge(one.values()).confidence(),
          one.source(),
          one.target());
    }
  }

  private static WorkspaceException wrong(
      String place, String found, String expected, String remedy) {
    return new WorkspaceException(
        Finding.violation("link.nothing-to-learn", Place.of(place), found, expected, remedy));
  }
}
