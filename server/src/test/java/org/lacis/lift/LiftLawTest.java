package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Value;
import org.lacis.vocabulary.Place;

/// The engine gives what nested loops over the tables give, on random mappings and data with
/// missing, repeated and multiple values. `-Dseed=N` replays one world.
final class LiftLawTest {
  private static final String BASE = "http://b/";

  /// A triples map of the random world: its table, and per branch a column, a template column or a
  /// join.
  private record Maker(int table, String subject, List<Branch> branches) {}

  private sealed interface Branch {}

  private record Column(String column) implements Branch {}

  private record Link(String column) implements Branch {}

  private record Join(int parent, List<String> child, List<String> parentColumns)
      implements Branch {}

  private record Same(int parent) implements Branch {}

  @TestFactory
  Stream<DynamicTest> engineIsNestedLoops() {
    long chosen = Long.getLong("seed", -1);
    LongStream seeds = chosen >= 0 ? LongStream.of(chosen) : LongStream.range(0, 300);
    return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    Table[] tables = new Table[1 + random.nextInt(3)];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = table("t" + i, random);
    }
    List<Maker> makers = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    List<Integer> tableOf = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tableOf.add(random.nextInt(tables.length));
    }
    for (int i = 0; i < count; i++) {
      makers.add(maker(i, tableOf, random));
    }
    Set<String> found = new HashSet<>();
    new Lifter(
            MappingReader.parse(turtle(makers), Path.of("m.ttl"), "http://m/"),
            LiftSettings.beside(Path.of("."), BASE),
            Table.of(tables))
        .lift((_, s, p, o) -> found.add(s + " " + p + " " + o), _ -> {});
    assertThat(found).as(turtle(makers)).isEqualTo(naive(makers, tables));
    assertThat(sampled(makers, tables, 100)).as("a sample of all").isEqualTo(found);
    assertThat(found).as("a sample of one").containsAll(sampled(makers, tables, 1));
  }

  /// Every triple comes after the heading of its record: none waits for the end.
  private static Set<String> sampled(List<Maker> makers, Table[] tables, int records) {
    Set<String> found = new HashSet<>();
    int[] headings = {0};
    new Lifter(
            MappingReader.parse(turtle(makers), Path.of("m.ttl"), "http://m/"),
            LiftSettings.beside(Path.of("."), BASE),
            Table.of(tables))
        .sample(
            records,
            new Lifter.SampleSink() {
              @Override
              public void record(long number, Place place) {
                assertThat(number).isBetween(1L, (long) records);
                headings[0]++;
              }

              @Override
              public void quad(Node graph, Node subject, Node predicate, Node object) {
                assertThat(headings[0]).isPositive();
                found.add(subject + " " + predicate + " " + object);
              }
            },
            _ -> {});
    return found;
  }

  private static Table table(String name, Random random) {
    List<Map<String, List<Value>>> rows = new ArrayList<>();
    int size = random.nextInt(8);
    for (int i = 0; i < size; i++) {
      Map<String, List<Value>> row = new java.util.HashMap<>();
      for (String column : List.of("a", "b", "c")) {
        row.put(column, values(random));
      }
      rows.add(random.nextInt(4) == 0 && !rows.isEmpty() ? rows.getLast() : row);
    }
    return new Table(name, List.of("a", "b", "c"), rows);
  }

  private static List<Value> values(Random random) {
    List<Value> values = new ArrayList<>();
    int count = random.nextInt(6) == 0 ? 0 : random.nextInt(8) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      values.add(new Value.Text("v" + random.nextInt(4), ""));
    }
    return values;
  }

  private static Maker maker(int number, List<Integer> tableOf, Random random) {
    List<Branch> branches = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(tableOf.size());
      branches.add(
          switch (random.nextInt(4)) {
            case 0 -> new Column(column(random));
            case 1 -> new Link(column(random));
            case 2 -> new Join(other, columns(random), List.of(column(random), column(random)));
            default ->
                tableOf.get(other).equals(tableOf.get(number))
                    ? new Same(other)
                    : new Column(column(random));
          });
    }
    return new Maker(tableOf.get(number), column(random), branches);
  }

  private static String column(Random random) {
    return List.of("a", "b", "c").get(random.nextInt(3));
  }

  private static List<String> columns(Random random) {
    return random.nextBoolean() ? List.of(column(random)) : List.of(column(random), column(random));
  }

  private static String turtle(List<Maker> makers) {
    StringBuilder turtle = new StringBuilder("@prefix rml: <http://w3id.org/rml/> .\n");
    for (int i = 0; i < makers.size(); i++) {
      Maker maker = makers.get(i);
      turtle.append(
          """
          <#m%d> rml:logicalSource [ rml:source "t%d" ; rml:referenceFormulation rml:CSV ] ;
            rml:subjectMap [ rml:template "s%d/{%s}" ]
          """
              .formatted(i, maker.table(), i, maker.subject()));
      for (int b = 0; b < maker.branches().size(); b++) {
        turtle
            .append("; rml:predicateObjectMap [ rml:predicate <http://p/")
            .append(b)
            .append("> ; rml:objectMap [ ")
            .append(words(maker.branches().get(b)))
            .append(" ] ]\n");
      }
      turtle.append(".\n");
    }
    return turtle.toString();
  }

  private static String words(Branch branch) {
    return switch (branch) {
      case Column(String column) -> "rml:reference \"" + column + "\"";
      case Link(String column) -> "rml:template \"http://o/{" + column + "}\"";
      case Same(int parent) -> "rml:parentTriplesMap <#m" + parent + ">";
      case Join(int parent, List<String> child, List<String> parentColumns) -> {
        StringBuilder words = new StringBuilder("rml:parentTriplesMap <#m" + parent + ">");
        for (int i = 0; i < child.size(); i++) {
          words.append(
              " ; rml:joinCondition [ rml:child \"%s\" ; rml:parent \"%s\" ]"
                  .formatted(child.get(i), parentColumns.get(i)));
        }
        yield words.toString();
      }
    };
  }

  private static Set<String> naive(List<Maker> makers, Table[] tables) {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < makers.size(); i++) {
      Maker maker = makers.get(i);
      for (Map<String, List<Value>> row : tables[maker.table()].rows()) {
        for (String subject : subjects(i, maker, row)) {
          for (int b = 0; b < maker.branches().size(); b++) {
            for (String object : objects(maker.branches().get(b), row, makers, tables)) {
              all.add(subject + " http://p/" + b + " " + object);
            }
          }
        }
      }
    }
    return all;
  }

  private static List<String> subjects(int number, Maker maker, Map<String, List<Value>> row) {
    return texts(row, maker.subject()).stream().map(v -> BASE + "s" + number + "/" + v).toList();
  }

  private static List<String> texts(Map<String, List<Value>> row, String column) {
    return row.getOrDefault(column, List.of()).stream().map(TermMaker::text).toList();
  }

  private static List<String> objects(
      Branch branch, Map<String, List<Value>> row, List<Maker> makers, Table[] tables) {
    return switch (branch) {
      case Column(String column) -> texts(row, column).stream().map(v -> '"' + v + '"').toList();
      case Link(String column) -> texts(row, column).stream().map("http://o/"::concat).toList();
      case Same(int parent) -> subjects(parent, makers.get(parent), row);
      case Join(int parent, List<String> child, List<String> parentColumns) -> {
        List<String> found = new ArrayList<>();
        for (Map<String, List<Value>> other : tables[makers.get(parent).table()].rows()) {
          boolean joined = true;
          for (int i = 0; i < child.size(); i++) {
            Set<String> common = new HashSet<>(texts(row, child.get(i)));
            common.retainAll(texts(other, parentColumns.get(i)));
            joined &= !common.isEmpty();
          }
          if (joined) {
            found.addAll(subjects(parent, makers.get(parent), other));
          }
        }
        yield found;
      }
    };
  }
}
