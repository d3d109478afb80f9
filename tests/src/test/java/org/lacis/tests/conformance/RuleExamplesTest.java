package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.Entailment;
import org.lacis.reason.RuleBook;
import org.lacis.reason.rule.RuleReader;
import org.lacis.tests.Shared;

/// Rules of others in the syntax of SHACL 1.2 Rules: what follows is what the same rules give as
/// queries that are asked until nothing is new, and what the examples say of themselves.
class RuleExamplesTest {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern EXPECTED = Pattern.compile("#\\s+(\\w*:\\S+ \\S+ .+ \\.)\\s*");

  private static final Pattern RULE =
      Pattern.compile(
          "RULE\\s*\\{([^{}]*)\\}\\s*WHERE\\s*(\\{(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\})");
  private static final Pattern IF =
      Pattern.compile("IF\\s*(\\{(?:[^{}]|\\{[^{}]*\\})*\\})\\s*THEN\\s*\\{([^{}]*)\\}");
  private static final Pattern DATALOG = Pattern.compile("(?m)^(\\?[^#\\n]*?) :- (.*) \\.$");
  private static final Pattern SHORT =
      Pattern.compile("(?m)^(TRANSITIVE|SYMMETRIC|INVERSE|REFLEXIVE)\\(([^),]*)(?:, ([^)]*))?\\)");

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    Path all = Shared.get("suites/reason/py-srl/tests/test-cases");
    Misses misses = new Misses("docs/reasoning.md", "py-srl");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(all)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".srl")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".srl", "");
        tests.add(misses.test(name, false, () -> run(file)));
      }
    }
    assertThat(tests).hasSize(46);
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static void run(Path file) throws IOException {
    String text = Files.readString(file);
    Path dataFile = Path.of(file.toString().replace(".srl", ".ttl"));
    Graph data = RDFDataMgr.loadGraph(dataFile.toUri().toString());
    RuleBook book = new RuleBook("example", RuleReader.read(file.getFileName().toString(), text));
    Set<Triple> inferred = new HashSet<>();
    Entailment.of(data, book).inferred(inferred::add);
    assertThat(plain(inferred)).isEqualTo(plain(naive(text, data)));
    assertThat(inferred).isNotEmpty();
    assertThat(inferred).containsAll(expected(Files.readString(dataFile), data));
  }

  /// Identifiers are told apart by being there, not by what they are.
  private static Set<String> plain(Set<Triple> triples) {
    return triples.stream()
        .map(triple -> UUID.matcher(triple.toString()).replaceAll("UUID"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What comments in the data say: `# ex:a ex:p ex:b .`
  private static Set<Triple> expected(String text, Graph data) {
    StringBuilder statements = new StringBuilder();
    data.getPrefixMapping()
        .getNsPrefixMap()
        .forEach((prefix, iri) ->
            statements.append("@prefix ").append(prefix).append(": <").append(iri).append("> .\n"));
    boolean isInferred = false;
    for (String line : text.lines().toList()) {
      Matcher told = EXPECTED.matcher(line);
      isInferred |= line.startsWith("# Expected");
      if (isInferred && told.matches()) {
        statements.append(told.group(1)).append('\n');
      }
    }
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create().source(new StringReader(statements.toString())).lang(Lang.TTL).parse(graph);
    return graph.find().toSet();
  }

  /// Rules as queries, one after the other until nothing is new; those with NOT when all others
  /// have come to an end.
  private static Set<Triple> naive(String text, Graph data) {
    String prologue =
        text.lines().filter(line -> line.startsWith("PREFIX")).collect(Collectors.joining("\n"));
    Graph all = GraphFactory.createDefaultGraph();
    data.find().forEach(all::add);
    List<String> queries = queries(text);
    for (boolean denying : new boolean[] {false, true}) {
      boolean grew = true;
      while (grew) {
        int before = plain(all.find().toSet()).size();
        for (String query : queries) {
          if (denying || !query.contains("NOT EXISTS")) {
            Set<String> known = plain(all.find().toSet());
            QueryExec.dataset(DatasetGraphFactory.wrap(all))
                .query(prologue + "\n" + query, Syntax.syntaxARQ)
                .build()
                .construct()
                .find()
                .filterDrop(triple -> triple.getSubject().isLiteral())
                .filterDrop(triple -> known.containsAll(plain(Set.of(triple))))
                .forEach(all::add);
          }
        }
        grew = plain(all.find().toSet()).size() > before;
      }
    }
    Set<Triple> inferred = all.find().toSet();
    inferred.removeAll(data.find().toSet());
    return inferred;
  }

  private static List<String> queries(String text) {
    List<String> queries = new ArrayList<>();
    RULE.matcher(text).results().forEach(m -> queries.add(query(m.group(1), m.group(2))));
    IF.matcher(text).results().forEach(m -> queries.add(query(m.group(2), m.group(1))));
    DATALOG
        .matcher(text)
        .results()
        .forEach(m -> queries.add(query(m.group(1), "{" + dotted(m.group(2)) + "}")));
    SHORT
        .matcher(text)
        .results()
        .forEach(m -> {
          String p = m.group(2);
          queries.addAll(
              switch (m.group(1)) {
                case "TRANSITIVE" ->
                    List.of(
                        query("?x %s ?z".formatted(p), "{ ?x %s ?y . ?y %s ?z }".formatted(p, p)));
                case "SYMMETRIC" ->
                    List.of(query("?y %s ?x".formatted(p), "{ ?x %s ?y }".formatted(p)));
                case "INVERSE" ->
                    List.of(
                        query("?y %s ?x".formatted(m.group(3)), "{ ?x %s ?y }".formatted(p)),
                        query("?y %s ?x".formatted(p), "{ ?x %s ?y }".formatted(m.group(3))));
                default ->
                    List.of(
                        query("?x %s ?x . ?y %s ?y".formatted(p, p), "{ ?x %s ?y }".formatted(p)));
              });
        });
    return queries;
  }

  /// Commas between the parts of a body, and not those within brackets, as dots.
  private static String dotted(String body) {
    StringBuilder dotted = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < body.length(); i++) {
      char sign = body.charAt(i);
      depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
      dotted.append(sign == ',' && depth == 0 ? " ." : String.valueOf(sign));
    }
    return dotted.toString();
  }

  private static String query(String head, String body) {
    return "CONSTRUCT {"
        + head
        + "} WHERE "
        + body.replaceAll("(?<![A-Z] )(?<!\\()NOT \\{", "FILTER NOT EXISTS {");
  }
}
