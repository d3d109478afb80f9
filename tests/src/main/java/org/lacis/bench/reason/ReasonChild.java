package org.lacis.bench.reason;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.RuleBook;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Terms;

/// What `lacis bench reason` measures of the engine in a process of its own:
///
/// - `reason-data FOLDER UNIVERSITIES` and `reason-data-equal FOLDER UNIVERSITIES`: write the data;
/// - `reason-rules FOLDER`: write the rules for others;
/// - `reason-store FOLDER STORE`: put the data into a store and what follows beside them;
/// - `reason-shacl FOLDER UNIVERSITIES`: what [ShaclBench] does, in an empty folder;
/// - `reason-closure FOLDER BOOK TIMES`: all that follows, worked out so many times;
/// - `reason-fit FOLDER`: the same once, and nothing else, to see in how little memory it is done;
/// - `reason-changes FOLDER ROUNDS`: a hundred statements taken back and said again;
/// - `reason-proofs FOLDER COUNT`: why so many inferred statements hold.
///
/// FOLDER is one that [Numbered] wrote; BOOK is `owl-rl`; `owl-rl-lean`, by which not everything is
/// a thing; `rdfs`; `rdfs-lean`, the rules that RDF4J's inferencer has; `rdfs-core`, only those
/// that carry data from axiom to axiom.
public final class ReasonChild {
  /// The terms of the ontology are among as many.
  private static final int NAMED = 2_000;

  private static final int CHANGED = 100;

  private static final Set<String> NOT_OF_RDF4J = Set.of("rdfs4a", "rdfs4b", "rdfs8", "rdfs10");

  private static final Set<String> CORE =
      Set.of("rdfs2", "rdfs3", "rdfs5", "rdfs7", "rdfs9", "rdfs11");

  /// No more closures are begun after so many seconds; the same for others.
  private static final double ENOUGH = 20;

  private ReasonChild() {}

  public static Map<String, Double> run(List<String> command) {
    try {
      Path folder = Path.of(command.get(1));
      switch (command.getFirst()) {
        case "reason-data" -> {
          return Map.of("said", (double) ReasonData.write(folder, ontology(), number(command)));
        }
        case "reason-data-equal" -> {
          return Map.of(
              "said", (double) ReasonData.writeWithEquals(folder, ontology(), number(command)));
        }
        case "reason-shacl" -> {
          return ShaclBench.run(folder, number(command)).stream()
              .collect(Collectors.toMap(ShaclBench.Line::name, ShaclBench.Line::value));
        }
        default -> {}
      }
      boolean byName = command.getFirst().equals("reason-proofs");
      Numbered data = Numbered.open(folder, byName ? Integer.MAX_VALUE : NAMED);
      return switch (command.getFirst()) {
        case "reason-rules" -> rules(folder, data);
        case "reason-closure" -> closure(data, command.get(2), number(command));
        case "reason-fit" -> fit(data);
        case "reason-changes" -> changes(data, number(command));
        case "reason-proofs" -> proofs(data, number(command));
        case "reason-store" -> ReasonStore.fill(data, Path.of(command.get(2)));
        default -> throw new IllegalArgumentException(command.getFirst());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(List<String> command) {
    return Integer.parseInt(command.getLast());
  }

  private static Graph ontology() {
    return UnivBench.read(Path.of(System.getProperty("lacis.home"))).orElseThrow();
  }

  /// @return how many rules there are: `rl-rules`, `rdfs-rules`
  private static Map<String, Double> rules(Path folder, Numbered data) throws IOException {
    List<Axioms.Rule> rl = Axioms.owlRl(ontology());
    List<Axioms.Rule> rdfs = Axioms.rdfs(ontology());
    Axioms.writeJena(rl, folder.resolve("rl.rules"));
    Axioms.writeJena(rdfs, folder.resolve("rdfs.rules"));
    Axioms.writeRulewerk(rl, data, folder.resolve("rl"));
    Axioms.writeRulewerk(rdfs, data, folder.resolve("rdfs"));
    Path triples = folder.resolve("data.nt");
    Axioms.writeRulewerk(rl, triples, folder.resolve("rl-triples.rls"));
    Axioms.writeRulewerk(rdfs, triples, folder.resolve("rdfs-triples.rls"));
    return Map.of("rl-rules", (double) rl.size(), "rdfs-rules", (double) rdfs.size());
  }

  private static RuleBook book(String name) {
    return switch (name) {
      case "owl-rl" -> RuleBook.owlRl();
      case "owl-rl-lean" -> only(RuleBook.owlRl(), rule -> !rule.equals("scm-cls"));
      case "rdfs" -> RuleBook.rdfs();
      case "rdfs-lean" -> only(RuleBook.rdfs(), rule -> !NOT_OF_RDF4J.contains(rule));
      case "rdfs-core" -> only(RuleBook.rdfs(), CORE::contains);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RuleBook only(RuleBook book, Predicate<String> rules) {
    return new RuleBook(
        book.name(), book.rules().stream().filter(rule -> rules.test(rule.name())).toList());
  }

  private static Map<String, Double> fit(Numbered data) {
    Terms terms = new Terms(data);
    Engine engine = filled(data, terms, RuleBook.owlRl());
    engine.run();
    return Map.of("known", (double) engine.size());
  }

  private static Engine filled(Numbered data, Terms terms, RuleBook book) {
    Engine engine = new Engine(terms, book.rules());
    data.say(engine, terms);
    return engine;
  }

  /// @return `first` and `best` seconds of working out what follows from what was said; `whole`,
  ///   the best with saying it, triple by triple; `known` statements, `inferred` ones, `useful`
  ///   ones of them, `bytes` that the engine holds
  private static Map<String, Double> closure(Numbered data, String name, int times) {
    RuleBook book = book(name);
    Map<String, Double> figures = new HashMap<>();
    double best = Double.MAX_VALUE;
    double whole = Double.MAX_VALUE;
    long start = System.nanoTime();
    boolean last = false;
    for (int i = 0; !last; i++) {
      last = i == times - 1 || (System.nanoTime() - start) / 1e9 > ENOUGH;
      Terms terms = new Terms(data);
      long told = System.nanoTime();
      Engine engine = filled(data, terms, book);
      long began = System.nanoTime();
      engine.run();
      long done = System.nanoTime();
      double seconds = (done - began) / 1e9;
      best = Math.min(best, seconds);
      whole = Math.min(whole, (done - told) / 1e9);
      figures.putIfAbsent("first", seconds);
      if (last) {
        long[] counts = {0, 0};
        engine.inferred((subject, predicate, object) -> {
          counts[0]++;
          if (isUseful(terms.node(subject), terms.node(predicate), terms.node(object))) {
            counts[1]++;
          }
        });
        figures.put("times", i + 1.0);
        figures.put("rules", (double) book.rules().size());
        figures.put("known", (double) engine.size());
        figures.put("inferred", (double) counts[0]);
        figures.put("useful", (double) counts[1]);
        figures.put("bytes", (double) engine.bytes());
      }
    }
    figures.put("best", best);
    figures.put("whole", whole);
    return figures;
  }

  /// Whether an inferred statement is about data: not about the ontology, and not that a thing is a
  /// thing. All engines are compared by these.
  static boolean isUseful(Node subject, Node predicate, Node object) {
    if (subject.isURI() && subject.getURI().startsWith(Universities.ONTOLOGY)) {
      return false;
    }
    Node word = predicate.equals(RDF.type.asNode()) ? object : predicate;
    return word.isURI()
        && List.of(RDF.getURI(), RDFS.getURI(), OWL.getURI()).stream()
            .noneMatch(word.getURI()::startsWith);
  }

  /// @return `gone` and `come`, each `-p50` and `-p99`, in milliseconds
  private static Map<String, Double> changes(Numbered data, int rounds) {
    Terms terms = new Terms(data);
    Engine engine = filled(data, terms, RuleBook.owlRl());
    engine.run();
    Random dice = new Random(1);
    double[] gone = new double[rounds];
    double[] come = new double[rounds];
    for (int round = -rounds / 4; round < rounds; round++) {
      List<int[]> some = some(data, dice);
      for (int[] ids : some) {
        engine.unsay(terms.ofId(ids[0]), terms.ofId(ids[1]), terms.ofId(ids[2]));
      }
      double went = timed(engine);
      for (int[] ids : some) {
        engine.say(terms.ofId(ids[0]), terms.ofId(ids[1]), terms.ofId(ids[2]));
      }
      double came = timed(engine);
      // A quarter more come before, unmeasured, until Java is warm.
      if (round >= 0) {
        gone[round] = went;
        come[round] = came;
      }
    }
    Map<String, Double> figures = new HashMap<>();
    percentiles(figures, "gone", gone);
    percentiles(figures, "come", come);
    return figures;
  }

  private static double timed(Engine engine) {
    long began = System.nanoTime();
    engine.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static List<int[]> some(Numbered data, Random dice) {
    List<int[]> some = new ArrayList<>();
    while (some.size() < CHANGED) {
      int[] ids = data.triple(dice.nextInt(data.size()));
      // What the ontology says is left alone: one axiom is no change of a hundred statements.
      if (ids[0] >= NAMED) {
        some.add(ids);
      }
    }
    return some;
  }

  static void percentiles(Map<String, Double> figures, String name, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int percent : List.of(50, 95, 99)) {
      figures.put(name + "-p" + percent, sorted[(sorted.length - 1) * percent / 100]);
    }
  }

  /// @return `proof-p50`, `proof-p95`, `proof-p99` in milliseconds, `unproved` of the statements
  private static Map<String, Double> proofs(Numbered data, int count) {
    Terms terms = new Terms(data);
    Engine engine = filled(data, terms, RuleBook.owlRl());
    engine.run();
    List<int[]> inferred = new ArrayList<>();
    Random dice = new Random(1);
    int[] seen = {0};
    engine.inferred((subject, predicate, object) -> {
      // One of all with the same chance, without keeping all (Vitter's algorithm R, 1985).
      seen[0]++;
      if (inferred.size() < count) {
        inferred.add(new int[] {subject, predicate, object});
      } else {
        int place = dice.nextInt(seen[0]);
        if (place < count) {
          inferred.set(place, new int[] {subject, predicate, object});
        }
      }
    });
    Collections.shuffle(inferred, dice);
    double[] times = new double[count];
    int unproved = 0;
    for (int i = -Math.min(count, 100); i < count; i++) {
      int[] ids = inferred.get(Math.abs(i) % count);
      Triple triple = Triple.create(terms.node(ids[0]), terms.node(ids[1]), terms.node(ids[2]));
      long began = System.nanoTime();
      boolean proved =
          engine.proof(triple.getSubject(), triple.getPredicate(), triple.getObject()).isPresent();
      if (i >= 0) {
        times[i] = (System.nanoTime() - began) / 1e6;
        unproved += proved ? 0 : 1;
      }
    }
    Map<String, Double> figures = new HashMap<>();
    percentiles(figures, "proof", times);
    figures.put("unproved", (double) unproved);
    return figures;
  }
}
