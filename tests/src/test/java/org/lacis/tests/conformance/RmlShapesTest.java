package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RiotException;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.NormalForm;
import org.lacis.tests.Shared;

/// Our shapes of a mapping (`ontologies/rml/shapes.ttl`) agree with those that the community group
/// publishes: on every mapping of its suites, and on mappings that were broken on purpose.
final class RmlShapesTest {
  private static final List<String> SUITES =
      List.of("rml-core", "rml-io", "rml-io-registry", "rml-fnml", "rml-cc", "rml-lv", "rml-star");

  /// What ours refuse and the group's let pass: its shape of gather maps names no node that it is
  /// for.
  private static final Set<String> STRICTER =
      Set.of("a gather map of no kind", "a gather map of a wrong kind");

  private static Shapes ours() {
    return Shapes.parse(
        RDFDataMgr.loadGraph(
            Shared.project().resolve("ontologies/rml/shapes.ttl").toUri().toString()));
  }

  private static Shapes official() throws IOException {
    Graph all = GraphFactory.createDefaultGraph();
    for (String suite : List.of("rml-core", "rml-io", "rml-fnml", "rml-cc", "rml-lv", "rml-star")) {
      try (Stream<Path> files = Files.list(Shared.get("suites/rml/" + suite + "/shapes"))) {
        for (Path file : files.sorted().toList()) {
          if (!Set.of("shacl.ttl", "external_shapes.ttl", "shapes_graph.ttl")
              .contains(file.getFileName().toString())) {
            RDFDataMgr.read(all, file.toUri().toString());
          }
        }
      }
    }
    return Shapes.parse(all);
  }

  private static Set<String> violations(Shapes shapes, Graph mapping) {
    ValidationReport report = ShaclValidator.get().validate(shapes, mapping);
    Set<String> found = new TreeSet<>();
    report.getEntries().stream()
        .filter(entry -> entry.severity().equals(Severity.Violation))
        .forEach(entry -> found.add(entry.focusNode() + ": " + entry.message().strip()));
    return found;
  }

  @TestFactory
  Stream<DynamicTest> onEveryMappingOfTheSuites() throws IOException {
    Shapes ours = ours();
    Shapes official = official();
    Map<String, Path> mappings = new TreeMap<>();
    for (String suite : SUITES) {
      Path folder = Shared.get("suites/rml/" + suite + "/test-cases");
      try (Stream<Path> files = Files.walk(folder, 3)) {
        files
            .filter(file -> file.endsWith("mapping.ttl"))
            .forEach(
                file -> mappings.put(suite + "#" + file.getName(file.getNameCount() - 2), file));
      }
    }
    assertThat(mappings).hasSizeGreaterThan(300);
    return mappings.entrySet().stream()
        .map(one ->
            DynamicTest.dynamicTest(one.getKey(), () -> agree(one.getValue(), ours, official)));
  }

  private static void agree(Path file, Shapes ours, Shapes official) {
    Graph mapping = GraphFactory.createDefaultGraph();
    boolean turtle;
    try {
      RDFDataMgr.read(mapping, file.toUri().toString());
      turtle = true;
    } catch (RiotException _) {
      turtle = false;
    }
    assumeTrue(turtle, "the mapping is no Turtle");
    Set<String> our = violations(ours, mapping);
    Set<String> their = violations(official, mapping);
    assertThat(our.isEmpty()).as("ours: %s\ntheirs: %s", our, their).isEqualTo(their.isEmpty());
  }

  /// Mistakes that people make, each in a mapping that is sound but for it.
  @TestFactory
  Stream<DynamicTest> onWhatIsBrokenOnPurpose() throws IOException {
    Shapes ours = ours();
    Shapes official = official();
    String sound =
        """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix ex: <http://example.org/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:map a rml:TriplesMap ; rml:logicalSource ex:source ;
          rml:subjectMap [ a rml:SubjectMap ; rml:template "http://example.org/{id}" ; rml:class ex:Thing ] ;
          rml:predicateObjectMap [ rml:predicate ex:name ;
            rml:objectMap [ a rml:ObjectMap ; rml:reference "name" ; rml:datatype xsd:string ] ] ;
          rml:predicateObjectMap [ rml:predicate ex:other ;
            rml:objectMap [ a rml:RefObjectMap ; rml:parentTriplesMap ex:map ;
              rml:joinCondition [ a rml:Join ; rml:child "a" ; rml:parent "b" ] ] ] .
        ex:source a rml:LogicalSource ; rml:referenceFormulation rml:CSV ;
          rml:source [ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path "data.csv" ] .
        """;
    String[][] breaks = {
      {"nothing", "", ""},
      {"no source", "rml:logicalSource ex:source ;", ""},
      {"two sources", "rml:logicalSource ex:source ;", "rml:logicalSource ex:source, ex:other ;"},
      {"no subject", "rml:subjectMap [", "ex:subjectMap ["},
      {
        "a subject and a subject map",
        "ex:map a rml:TriplesMap ;",
        "ex:map a rml:TriplesMap ; rml:subject ex:s ;"
      },
      {
        "a literal as subject map",
        "rml:subjectMap [ a rml:SubjectMap ; rml:template \"http://example.org/{id}\" ; rml:class ex:Thing ]",
        "rml:subjectMap \"id\""
      },
      {"a class as text", "rml:class ex:Thing", "rml:class \"Thing\""},
      {
        "two expressions",
        "rml:reference \"name\"",
        "rml:reference \"name\" ; rml:template \"{name}\""
      },
      {"a reference as IRI", "rml:reference \"name\"", "rml:reference ex:name"},
      {"a reference with a language", "rml:reference \"name\"", "rml:reference \"name\"@en"},
      {
        "a datatype and a language",
        "rml:datatype xsd:string",
        "rml:datatype xsd:string ; rml:language \"fr\""
      },
      {"a datatype as text", "rml:datatype xsd:string", "rml:datatype \"string\""},
      {"a predicate as text", "rml:predicate ex:name", "rml:predicate \"name\""},
      {"no predicate", "rml:predicate ex:name ;", ""},
      {
        "no object",
        "rml:objectMap [ a rml:ObjectMap ; rml:reference \"name\" ; rml:datatype xsd:string ]",
        "ex:nothing 1"
      },
      {"a literal subject", "rml:class ex:Thing", "rml:termType rml:Literal"},
      {"an unknown term type", "rml:datatype xsd:string", "rml:termType rml:Iri"},
      {"two term types", "rml:datatype xsd:string", "rml:termType rml:IRI, rml:Literal"},
      {"a join without child", "rml:child \"a\" ;", ""},
      {"a join with two parents", "rml:parent \"b\"", "rml:parent \"b\", \"c\""},
      {
        "a join with a child and a child map",
        "rml:child \"a\" ;",
        "rml:child \"a\" ; rml:childMap [ rml:reference \"a\" ] ;"
      },
      {
        "two iterators",
        "rml:referenceFormulation rml:CSV",
        "rml:referenceFormulation rml:CSV ; rml:iterator \"a\", \"b\""
      },
      {
        "a formulation as text",
        "rml:referenceFormulation rml:CSV",
        "rml:referenceFormulation \"CSV\""
      },
      {"no path", "rml:path \"data.csv\"", "ex:path \"data.csv\""},
      {
        "an encoding as text",
        "rml:path \"data.csv\"",
        "rml:path \"data.csv\" ; rml:encoding \"UTF-8\""
      },
      {
        "two bases",
        "ex:map a rml:TriplesMap ;",
        "ex:map a rml:TriplesMap ; rml:baseIRI ex:a, ex:b ;"
      },
      {
        "a base as text",
        "ex:map a rml:TriplesMap ;",
        "ex:map a rml:TriplesMap ; rml:baseIRI \"http://e/\" ;"
      },
      {
        "a function without a name",
        "rml:reference \"name\"",
        "rml:functionExecution [ rml:input [ rml:parameter ex:p ; rml:inputValueMap [ rml:reference \"a\" ] ] ]"
      },
      {
        "an input without a value",
        "rml:reference \"name\"",
        "rml:functionExecution [ rml:function ex:f ; rml:input [ rml:parameter ex:p ] ]"
      },
      {
        "a return without a function",
        "rml:reference \"name\"",
        "rml:reference \"name\" ; rml:returnMap [ rml:constant ex:r ]"
      },
      {
        "a gather map of no kind",
        "a rml:ObjectMap ; rml:reference \"name\" ; rml:datatype xsd:string",
        "a rml:GatherMap ; rml:gather ( [ rml:reference \"a\" ] )"
      },
      {
        "a gather map of a wrong kind",
        "a rml:ObjectMap ; rml:reference \"name\" ; rml:datatype xsd:string",
        "a rml:GatherMap ; rml:gather ( [ rml:reference \"a\" ] ) ; rml:gatherAs ex:Set"
      },
      {
        "a view without fields",
        "ex:source a rml:LogicalSource ;",
        "ex:view a rml:LogicalView ; rml:viewOn ex:source . ex:source a rml:LogicalSource ;"
      },
      {
        "a field without a name",
        "ex:source a rml:LogicalSource ;",
        "ex:view a rml:LogicalView ; rml:viewOn ex:source ; rml:field [ a rml:ExpressionField ; rml:reference \"a\" ] . ex:source a rml:LogicalSource ;"
      },
      {
        "a target without a place",
        "a rml:ObjectMap ;",
        "a rml:ObjectMap ; rml:logicalTarget [ a rml:LogicalTarget ] ;"
      },
      {
        "a quotation of nothing",
        "a rml:ObjectMap ; rml:reference \"name\" ; rml:datatype xsd:string",
        "a rml:StarMap ; rml:joinCondition [ rml:child \"a\" ; rml:parent \"b\" ]"
      },
    };
    return Stream.of(breaks)
        .map(one ->
            DynamicTest.dynamicTest(
                one[0],
                () -> {
                  assertThat(sound).contains(one[1]);
                  String text = one[1].isEmpty() ? sound : sound.replace(one[1], one[2]);
                  Graph mapping = GraphFactory.createDefaultGraph();
                  RDFDataMgr.read(
                      mapping,
                      new java.io.ByteArrayInputStream(
                          text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                      org.apache.jena.riot.Lang.TURTLE);
                  Set<String> our = violations(ours, mapping);
                  Set<String> their = violations(official, mapping);
                  assertThat(our.isEmpty()).as("ours: %s", our).isEqualTo(one[1].isEmpty());
                  assertThat(their.isEmpty())
                      .as("theirs: %s", their)
                      .isEqualTo(one[1].isEmpty() || STRICTER.contains(one[0]));
                }));
  }

  /// What is rewritten from an older language is sound in the terms of the new one.
  @Test
  void normalFormsConform() throws IOException {
    Shapes ours = ours();
    Map<String, Set<String>> wrong = new TreeMap<>();
    int seen = 0;
    for (String suite : List.of("rml-legacy", "r2rml", "yarrrml")) {
      try (Stream<Path> files = Files.walk(Shared.get("suites/rml/" + suite))) {
        for (Path file :
            files
                .filter(file ->
                    file.toString()
                        .matches(".*(mapping.ttl|r2rml[a-z]?.ttl|\\.yarrrml|mapping.yml)"))
                .sorted()
                .toList()) {
          try {
            Graph graph = NormalForm.read(file, "http://example.com/").graph().graph();
            seen++;
            Set<String> found = violations(ours, graph);
            // a mapping that is to be refused may break any shape
            if (!found.isEmpty() && refusedNot(file)) {
              wrong.put(file.toString(), found);
            }
          } catch (MappingException _) {
            // told by the reader before any shape is asked
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(300);
    assertThat(wrong).isEmpty();
  }

  private static boolean refusedNot(Path file) {
    try {
      org.lacis.mapping.MappingReader.read(file, "http://example.com/");
      return true;
    } catch (MappingException _) {
      return false;
    }
  }
}
