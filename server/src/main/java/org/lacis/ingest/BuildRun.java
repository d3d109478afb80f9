package org.lacis.ingest;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Selection;
import org.lacis.reason.Inferences;
import org.lacis.reason.ReasonException;
import org.lacis.reason.Reasoner;
import org.lacis.reason.RuleBook;
import org.lacis.source.Sources;
import org.lacis.store.BulkLoad;
import org.lacis.store.Difference;
import org.lacis.store.Replacement;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.validate.Validator;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// One try at a build, which becomes visible in one step; used once.
final class BuildRun {
  /// Changes when what is made of the same inputs changes, so that everything is made again.
  private static final String FORM = "2";

  private final Workspace workspace;
  private final TwinIris iris;
  private final Sources sources;
  private final Linker linker;
  private final BuildObserver observer;
  private final Path data;
  private final Checksums checksums;
  private final Set<String> failed;
  private final FindingTally findings;
  private final LiveData live;
  private final Instant started = Instant.now();
  private final Catalogue catalogue;
  private final ChangeLog log;
  private final Departures departures;
  private final List<ChangeLog.Pending> pending = new ArrayList<>();
  private final Build.Stages stages = new Build.Stages();

  private final Map<String, Long> lifted = new LinkedHashMap<>();
  private final List<String> unchanged = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final Map<String, ChangeLog.Change> changes = new LinkedHashMap<>();
  private final Map<String, Long> links = new LinkedHashMap<>();
  private long inferred;
  private long checked;

  /// Fingerprint of every graph as it will be after this run, by name of dataset or ontology.
  private final Map<String, String> state = new TreeMap<>();

  BuildRun(
      Workspace workspace,
      Sources sources,
      Linker linker,
      BuildObserver observer,
      Path data,
      Checksums checksums,
      Set<String> failed,
      FindingTally findings,
      LiveData live) {
    this.workspace = workspace;
    this.iris = workspace.settings().iris();
    this.sources = sources;
    this.linker = linker;
    this.observer = observer;
    this.data = data;
    this.checksums = checksums;
    this.failed = failed;
    this.findings = findings;
    this.live = live;
    this.log = ChangeLog.of(workspace);
    this.departures = new Departures(iris);
    this.catalogue = new Catalogue(workspace.settings(), started);
  }

  /// Builds what has changed, in one transaction.
  BuildReport run(TwinStore store) {
    log.settle(store);
    Plan plan = plan(store.read(catalogue::fingerprints));
    Map<String, String> problems = problems();
    if (plan.changes() || !problems.equals(store.read(view -> problemsSaid(view, problems)))) {
      try {
        store.write(view -> {
          if (plan.changes()) {
            change(view, plan);
          }
          problems.forEach((name, words) -> catalogue.problem(view, name, words));
          return plan;
        });
      } catch (RuntimeException | Error e) {
        pending.forEach(ChangeLog.Pending::withdraw);
        throw e;
      }
      publish();
    }
    return report();
  }

  private void publish() {
    int keep = workspace.settings().keptChanges();
    for (ChangeLog.Pending patch : pending) {
      patch.publish();
      log.prune(patch.dataset(), keep);
    }
    changes.replaceAll((name, change) -> log.find(name, change.run()).orElse(change));
  }

  /// What is wrong with the live sources of each dataset that was asked; empty where all is well.
  private Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (live.asked()) {
      live.sources()
          .keySet()
          .forEach(key -> problems.put(key.dataset(), live.problem(key.dataset()).orElse("")));
    }
    return problems;
  }

  private Map<String, String> problemsSaid(View view, Map<String, String> asked) {
    Map<String, String> said = new LinkedHashMap<>();
    asked.keySet().forEach(name -> said.put(name, catalogue.problem(view, name)));
    return said;
  }

  /// Builds a twin that was never built: what is lifted fills the store at once, the rest is added
  /// before anyone sees it.
  BuildReport run(BulkLoad load) {
    Plan plan = plan(Map.of());
    if (plan.changes()) {
      Target.Filled target = new Target.Filled(load);
      plan.ontologies().forEach((folder, fingerprint) -> takeIn(target, folder, fingerprint));
      liftAll(target, plan.tasks());
      try (TwinStore store = load.stage()) {
        store.write(view -> {
          catalogue.describeTwins(view);
          catalogue.describePartners(view);
          target.describe(view);
          complete(view, plan);
          problems().forEach((name, words) -> catalogue.problem(view, name, words));
          return plan;
        });
      }
      load.publish();
    }
    return report();
  }

  private BuildReport report() {
    stages.end();
    return new BuildReport(
        lifted,
        unchanged,
        skipped,
        removed,
        changes,
        outcomes(),
        links,
        inferred,
        checked,
        stages.times(),
        findings.entries());
  }

  private Map<String, BuildReport.Live> outcomes() {
    Map<String, BuildReport.Live> outcomes = new LinkedHashMap<>();
    if (live.asked()) {
      live.sources()
          .forEach((key, source) -> outcomes.put(key.toString(), BuildReport.Live.of(source)));
    }
    return outcomes;
  }

  /// What one dataset needs.
  private record Task(DatasetFile dataset, Inputs inputs, String fingerprint) {}

  /// What is to be done.
  private record Plan(
      Map<Node, String> before,
      List<Task> tasks,
      List<Node> gone,
      Map<Path, String> ontologies,
      Map<LinkRule, String> rules,
      RuleBook book,
      boolean otherRules) {
    boolean changes() {
      return otherRules
          || !tasks.isEmpty()
          || !gone.isEmpty()
          || !ontologies.isEmpty()
          || !rules.isEmpty();
    }
  }

  private Plan plan(Map<Node, String> before) {
    stages.begin("check");
    observer.stage("check", 0);
    String settings = checksums.of(workspace.folder().resolve("twin.yaml"));
    List<Task> tasks = new ArrayList<>();
    List<Node> gone = new ArrayList<>(before.keySet());
    for (DatasetFile dataset : workspace.datasets()) {
      if (dataset.built() == DatasetFile.Built.LIVE && !live.isComplete(dataset)) {
        continue;
      }
      Node graph = iris.datasetGraph(dataset.name());
      gone.remove(graph);
      task(dataset, graph, before, settings, tasks);
    }
    Map<Path, String> ontologies = new LinkedHashMap<>();
    for (Path folder : workspace.ontologies()) {
      Node graph = iris.ontologyGraph(String.valueOf(folder.getFileName()));
      gone.remove(graph);
      String fingerprint = fingerprint(turtles(folder));
      state.put("ontology/" + folder.getFileName(), fingerprint);
      if (!fingerprint.equals(before.get(graph))) {
        ontologies.put(folder, fingerprint);
      }
    }
    Map<LinkRule, String> rules = new LinkedHashMap<>();
    for (Path file : workspace.linkRules()) {
      LinkRule rule = LinkRule.read(file);
      Node graph = iris.linkGraph(rule.name());
      gone.remove(graph);
      String fingerprint = fingerprint(rule, file);
      if (!fingerprint.equals(before.get(graph))) {
        rules.put(rule, fingerprint);
      }
    }
    gone.remove(iris.inferredGraph());
    // Rules that cannot be used are told before anything is done.
    RuleBook book = workspace.ruleBook();
    boolean otherRules =
        !ruleFingerprint().equals(before.getOrDefault(iris.inferredGraph(), ruleFingerprint()));
    return new Plan(before, tasks, gone, ontologies, rules, book, otherRules);
  }

  private void task(
      DatasetFile dataset,
      Node graph,
      Map<Node, String> before,
      String settings,
      List<Task> tasks) {
    Inputs inputs = Inputs.find(dataset, data, live.files(dataset.name()));
    String last = before.getOrDefault(graph, "");
    if (failed.contains(dataset.name())) {
      skipped.add(dataset.name());
      state.put(dataset.name(), last);
      return;
    }
    if (!inputs.missing().isEmpty()) {
      skipped.add(dataset.name());
      state.put(dataset.name(), last);
      findings.report(
          Finding.warning(
              "ingest.missing-data",
              Place.of(dataset.name()),
              "no " + String.join(", no ", inputs.missing()) + " below the data folder",
              "the files that dataset.yaml names",
              "Put them there, name another folder with --data, or mend " + dataset.file() + "."));
      return;
    }
    List<Path> recipe =
        new ArrayList<>(new DatasetLift(dataset, inputs, iris, sources, findings).recipe());
    List<Path> absent = recipe.stream().filter(file -> !Files.isRegularFile(file)).toList();
    if (!absent.isEmpty()) {
      skipped.add(dataset.name());
      state.put(dataset.name(), last);
      findings.report(
          Finding.violation(
              "ingest.missing-mapping",
              Place.of(dataset.file().toString()),
              "no file " + absent.getFirst(),
              "the mapping of the dataset",
              "Write it, or name another one under 'mapping'."));
      return;
    }
    recipe.addAll(inputs.all());
    String fingerprint = Checksums.ofText(settings + fingerprint(recipe));
    state.put(dataset.name(), fingerprint);
    if (fingerprint.equals(last)) {
      unchanged.add(dataset.name());
    } else {
      tasks.add(new Task(dataset, inputs, fingerprint));
    }
  }

  private String fingerprint(List<Path> files) {
    StringBuilder all = new StringBuilder(FORM);
    files.forEach(file -> all.append('\n').append(checksums.of(file)));
    return Checksums.ofText(all.toString());
  }

  private String ruleFingerprint() {
    return fingerprint(workspace.rules());
  }

  /// A rule's links rest on the rule and on every dataset that it may look at.
  private String fingerprint(LinkRule rule, Path file) {
    StringBuilder all = new StringBuilder(FORM).append(checksums.of(file));
    state.forEach((name, fingerprint) -> {
      if (name.startsWith("ontology/")
          || touches(rule.source(), name)
          || touches(rule.target(), name)) {
        all.append('\n').append(name).append(fingerprint);
      }
    });
    return Checksums.ofText(all.toString());
  }

  private static boolean touches(Selection selection, String dataset) {
    return selection.graphs().isEmpty()
        || selection.graphs().stream()
            .anyMatch(glob ->
                FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(dataset)));
  }

  private static List<Path> turtles(Path folder) {
    return java.util.stream.Stream.of("ontology.ttl", "alignments.ttl", "shapes.ttl")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .toList();
  }

  private void change(WriteView view, Plan plan) {
    for (Node graph : plan.gone()) {
      departures.leaving(view, graph);
      view.clear(graph);
      catalogue.forget(view, graph);
      removed.add(graph.getURI().substring(iris.base().length()));
    }
    catalogue.describeTwins(view);
    catalogue.describePartners(view);
    Target target = new Target.Changed(view);
    plan.ontologies().forEach((folder, fingerprint) -> takeIn(target, folder, fingerprint));
    liftAll(target, plan.tasks());
    departures.settle(view, started, Optional.of(catalogue.run()));
    complete(view, plan);
  }

  /// What rests on all that was lifted.
  private void complete(WriteView view, Plan plan) {
    linkAll(view, plan.rules());
    reason(view, plan.book());
    validate(view);
    catalogue.describeRun(view, Instant.now());
    stages.begin("commit");
    observer.stage("commit", 0);
  }

  /// An ontology's axioms and its alignments stand in one graph; its shapes are read from the file.
  private void takeIn(Target target, Path folder, String fingerprint) {
    Node graph = iris.ontologyGraph(String.valueOf(folder.getFileName()));
    Graph content = GraphFactory.createDefaultGraph();
    turtles(folder).forEach(file -> read(file, content));
    try (Target.Content replacing = target.replace(graph)) {
      content
          .find()
          .forEachRemaining(t -> replacing.add(t.getSubject(), t.getPredicate(), t.getObject()));
      replacing.finish(Difference.UNHEARD);
    }
    long size = content.size();
    target.note(view -> catalogue.made(view, graph, fingerprint, size));
  }

  private void read(Path file, Graph into) {
    try {
      RDFParser.source(file).base(iris.base()).parse(into);
    } catch (RiotException e) {
      throw new WorkspaceException(
          Finding.violation(
              "workspace.malformed-ontology",
              Place.of(file.toString()),
              String.valueOf(e.getMessage()),
              "Turtle",
              "Mend the file."),
          e);
    }
  }

  private void liftAll(Target target, List<Task> tasks) {
    stages.begin("lift");
    observer.stage("lift", tasks.size());
    for (Task task : tasks) {
      observer.step(task.dataset().name());
      lift(target, task);
    }
  }

  private void lift(Target target, Task task) {
    String name = task.dataset().name();
    Node graph = iris.datasetGraph(name);
    ChangeLog.Pending patch = log.begin(name, graph, catalogue.runName());
    long[] quads = {0};
    Replacement.Outcome outcome;
    try (Target.Content content = target.replace(graph)) {
      try {
        QuadPipe.run(
            sink -> make(task, graph, sink),
            batch -> {
              for (Quad quad : batch) {
                content.add(quad.getSubject(), quad.getPredicate(), quad.getObject());
              }
              quads[0] += batch.size();
              observer.stored(batch.size());
            });
      } catch (LacisException e) {
        if (!content.abandon()) {
          throw new Build.DatasetFailure(name, e);
        }
        skipped.add(name);
        findings.report(e.finding());
        observer.note(name + ": " + e.finding().sentence());
        return;
      }
      pending.add(patch);
      outcome = content.finish(departures.hearing(patch));
    }
    ChangeLog.Change change = patch.finish();
    lifted.put(name, quads[0]);
    if (!outcome.first()) {
      changes.put(name, change);
    }
    Map<Path, String> sums = new LinkedHashMap<>();
    task.inputs().all().forEach(file -> sums.put(file, checksums.of(file)));
    target.note(view -> {
      catalogue.describe(view, task.dataset(), task.fingerprint(), quads[0], sums, live);
      if (outcome.changed()) {
        catalogue.changed(view, name, patch.node(), change);
      }
    });
  }

  private void make(Task task, Node graph, Consumer<Quad> sink) {
    BlankLabels labels = new BlankLabels(task.dataset().name(), graph, sink, findings);
    new DatasetLift(task.dataset(), task.inputs(), iris, sources, findings).make(labels::take);
    labels.finish();
  }

  private void linkAll(WriteView view, Map<LinkRule, String> rules) {
    stages.begin("link");
    observer.stage("link", rules.size());
    rules.forEach((rule, fingerprint) -> {
      observer.step(rule.name());
      Node graph = iris.linkGraph(rule.name());
      List<Triple> made = new ArrayList<>();
      LinkReport report =
          linker.link(
              view,
              rule,
              iris,
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  made.add(quad.asTriple());
                }
              },
              findings);
      // Only what differs is written: a link that is found again is the same link.
      try (Replacement content = view.replace(graph)) {
        made.forEach(one -> content.add(one.getSubject(), one.getPredicate(), one.getObject()));
        content.finish(Difference.UNHEARD);
      }
      observer.stored(made.size());
      observer.note(report.sentence());
      links.put(rule.name(), report.links());
      catalogue.made(view, graph, fingerprint, made.size());
    });
  }

  private void reason(WriteView view, RuleBook book) {
    stages.begin("reason");
    observer.stage("reason", 0);
    Inferences inferences = inferences(view, book);
    KeptInferences.replace(view, iris.inferredGraph(), inferences);
    inferred = inferences.size();
    observer.stored(inferred);
    catalogue.made(view, iris.inferredGraph(), ruleFingerprint(), inferences.size());
  }

  /// When more follows than can be held, none is kept, and the finding says what it is of.
  private Inferences inferences(View view, RuleBook book) {
    try {
      return new Reasoner(iris, book).infer(view, findings);
    } catch (ReasonException e) {
      if (!KeptInferences.isTooMuch(e)) {
        throw e;
      }
      findings.report(e.finding());
      return Inferences.NONE;
    }
  }

  private void validate(WriteView view) {
    stages.begin("validate");
    observer.stage("validate", 0);
    Graph shapes = GraphFactory.createDefaultGraph();
    for (Path folder : workspace.ontologies()) {
      Path file = folder.resolve("shapes.ttl");
      if (Files.isRegularFile(file)) {
        read(file, shapes);
      }
    }
    if (!shapes.isEmpty()) {
      String language = workspace.settings().languages().getFirst();
      checked = new Validator(shapes, language).validate(view, findings).focusNodes();
    }
  }
}
