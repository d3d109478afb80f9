package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetRewindable;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsCompare;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.apache.jena.sparql.resultset.SPARQLResult;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.reason.Entailment;
import org.lacis.reason.RuleBook;
import org.lacis.tests.Shared;

/// Queries over what follows (SPARQL 1.1 Entailment Regimes): the cases under RDFS by our rules of
/// RDFS, those under OWL of the profile RL by those of OWL 2 RL.
class SparqlEntailmentTest {
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final String ENT = "http://www.w3.org/ns/entailment/";
  private static final String RL = "http://www.w3.org/ns/owl-profile/RL";

  @TestFactory
  Stream<DynamicTest> rdfs() {
    return cases("sparql-entailment-rdfs", RuleBook.rdfs(), 36);
  }

  @TestFactory
  Stream<DynamicTest> owl2Rl() {
    return cases("sparql-entailment-rl", RuleBook.owlRl(), 29);
  }

  private static Stream<DynamicTest> cases(String suite, RuleBook rules, int count) {
    Misses misses = new Misses("docs/reasoning.md", suite);
    Model manifest = ModelFactory.createDefaultModel();
    RDFDataMgr.read(
        manifest, Shared.get("suites/reason/sparql11-entailment/manifest.ttl").toUri().toString());
    Resource list =
        manifest.listObjectsOfProperty(manifest.createProperty(MF, "entries")).next().asResource();
    List<DynamicTest> tests = new ArrayList<>();
    for (RDFNode each : list.as(RDFList.class).asJavaList()) {
      Resource entry = each.asResource();
      Resource action = one(entry, MF + "action").asResource();
      Set<String> regimes = names(action, SD + "entailmentRegime");
      boolean isAsked =
          suite.endsWith("rdfs")
              ? regimes.contains(ENT + "RDFS")
              : names(action, SD + "EntailmentProfile").contains(RL)
                  && (regimes.contains(ENT + "OWL-RDF-Based")
                      || regimes.contains(ENT + "OWL-Direct"));
      if (isAsked) {
        tests.add(
            misses.test(
                entry.getURI().replaceAll(".*#", ""), false, () -> run(entry, action, rules)));
      }
    }
    assertThat(tests).hasSize(count);
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private static RDFNode one(Resource of, String property) {
    return of.getRequiredProperty(of.getModel().createProperty(property)).getObject();
  }

  /// One value, or those of a list.
  private static Set<String> names(Resource of, String property) {
    Statement found = of.getProperty(of.getModel().createProperty(property));
    if (found == null) {
      return Set.of();
    }
    return found.getObject().isURIResource()
        ? Set.of(found.getResource().getURI())
        : found.getResource().as(RDFList.class).asJavaList().stream()
            .map(Object::toString)
            .collect(Collectors.toSet());
  }

  private static void run(Resource entry, Resource action, RuleBook rules) {
    Graph said = RDFDataMgr.loadGraph(one(action, QT + "data").asResource().getURI());
    Graph all = GraphFactory.createDefaultGraph();
    said.find().forEach(all::add);
    Entailment.of(said, rules).inferred(all::add);
    String query = one(action, QT + "query").asResource().getURI();
    SPARQLResult expected = answer(one(entry, MF + "result").asResource().getURI());
    try (QueryExec asked =
        QueryExec.dataset(DatasetGraphFactory.wrap(all)).query(QueryFactory.read(query)).build()) {
      if (expected.isBoolean()) {
        assertThat(asked.ask()).isEqualTo(expected.getBooleanResult());
        return;
      }
      RowSetRewindable wanted = RowSet.adapt(expected.getResultSet()).rewindable();
      RowSetRewindable found = asked.select().rewindable();
      boolean same = ResultsCompare.equalsByValue(wanted, found);
      wanted.reset();
      found.reset();
      assertThat(same).as("expected %s, found %s", told(wanted), told(found)).isTrue();
    }
  }

  private static List<String> told(RowSet rows) {
    return rows.stream().map(Object::toString).sorted().toList();
  }

  private static SPARQLResult answer(String file) {
    try (InputStream in = URI.create(file).toURL().openStream()) {
      return ResultsReader.create()
          .forceLang(RDFLanguages.filenameToLang(file))
          .build()
          .readAny(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
