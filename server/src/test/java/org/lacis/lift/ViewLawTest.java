package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;

/// The records of a view are what nested loops over the data give, in their order, on random people
/// with lists inside lists and random tables they are joined with. `-Dseed=N` replays one world.
final class ViewLawTest {
  @TempDir Path folder;

  private record Item(String kind, List<String> marks) {}

  private record Person(String name, List<String> tags, List<Item> items) {}

  private record Town(String name, String town) {}

  private static final List<String> FIELDS =
      List.of("#", "name", "tag", "tag.#", "item.#", "item.kind", "item.mark", "town", "town.#");

  @TestFactory
  Stream<DynamicTest> viewsAreNestedLoops() {
    long chosen = Long.getLong("seed", -1);
    LongStream seeds = chosen >= 0 ? LongStream.of(chosen) : LongStream.range(0, 100);
    return seeds.mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private void check(long seed) throws IOException {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      List<Item> items = new ArrayList<>();
      for (int j = 0; j < random.nextInt(4); j++) {
        items.add(new Item("k" + random.nextInt(3), words("m", random)));
      }
      people.add(new Person("n" + random.nextInt(3), words("t", random), items));
    }
    List<Town> towns = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      towns.add(new Town("n" + random.nextInt(3), "w" + i));
    }
    boolean inner = random.nextBoolean();
    Files.writeString(folder.resolve("people.json"), json(people));
    StringBuilder csv = new StringBuilder("who,town\n");
    towns.forEach(town -> csv.append(town.name()).append(',').append(town.town()).append('\n'));
    Files.writeString(folder.resolve("towns.csv"), csv);
    assertThat(lifted(inner)).isEqualTo(naive(people, towns, inner));
  }

  private static List<String> words(String letter, Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      words.add(letter + random.nextInt(9));
    }
    return words;
  }

  private static String json(List<Person> people) {
    return people.stream()
        .map(person ->
            "{\"name\":\"%s\",\"tags\":%s,\"items\":%s}"
                .formatted(
                    person.name(),
                    array(person.tags()),
                    person.items().stream()
                        .map(item ->
                            "{\"kind\":\"%s\",\"marks\":%s}"
                                .formatted(item.kind(), array(item.marks())))
                        .toList()))
        .toList()
        .toString();
  }

  private static String array(List<String> words) {
    return words.stream().map(word -> '"' + word + '"').toList().toString();
  }

  private static String mapping(boolean inner, String members) {
    return """
    @prefix rml: <http://w3id.org/rml/> .
    <#towns> rml:viewOn [ rml:source "towns.csv" ; rml:referenceFormulation rml:CSV ] ;
      rml:field [ rml:fieldName "who" ; rml:reference "who" ] ;
      rml:field [ rml:fieldName "town" ; rml:reference "town" ] .
    <#people> rml:viewOn [ rml:source "people.json" ;
        rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" ] ;
      rml:field [ rml:fieldName "name" ; rml:reference "$.name" ] ;
      rml:field [ rml:fieldName "tag" ; rml:reference "$.tags[*]" ] ;
      rml:field [ rml:fieldName "item" ; rml:iterator "$.items[*]" ;
        rml:field [ rml:fieldName "kind" ; rml:reference "$.kind" ] ;
        rml:field [ rml:fieldName "mark" ; rml:reference "$.marks[*]" ] ] ;
      rml:%s [ rml:parentLogicalView <#towns> ;
        rml:joinCondition [ rml:child "name" ; rml:parent "who" ] ;
        rml:field [ rml:fieldName "town" ; rml:reference "town" ] ] .
    <#all> rml:logicalSource <#people> ;
      rml:subjectMap [ rml:termType rml:BlankNode ] ;
      rml:predicateObjectMap [ rml:predicate <http://p/row> ; rml:objectMap [
        rml:gather ( %s ) ;
        rml:gatherAs <http://www.w3.org/1999/02/22-rdf-syntax-ns#Seq> ] ] .
    """
        .formatted(inner ? "innerJoin" : "leftJoin", members);
  }

  /// The rows as the engine gives them: members of one container each, in their order.
  private List<String> lifted(boolean inner) {
    String members =
        String.join(
            "\n",
            FIELDS.stream()
                .map(field ->
                    "[ rml:template \""
                        + field
                        + "={"
                        + field
                        + "}\" ;"
                        + " rml:termType rml:Literal ]")
                .toList());
    String turtle = mapping(inner, members);
    List<String> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    new Lifter(
            MappingReader.parse(turtle, Path.of("m.ttl"), "http://m/"),
            LiftSettings.beside(folder, "http://b/"),
            new Sources(StandardFormats.all()))
        .lift(
            (_, _, predicate, object) -> {
              if (predicate.getURI().contains("#_")) {
                row.add(object.getLiteralLexicalForm());
              } else if (predicate.getURI().equals("http://p/row")) {
                rows.add(String.join(" ", row));
                row.clear();
              }
            },
            _ -> {});
    return rows;
  }

  private static List<String> naive(List<Person> people, List<Town> towns, boolean inner) {
    List<String> rows = new ArrayList<>();
    for (int p = 0; p < people.size(); p++) {
      Person person = people.get(p);
      String first = "#=" + p + " name=" + person.name();
      List<String> partners = new ArrayList<>();
      towns.stream()
          .filter(town -> town.name().equals(person.name()))
          .forEach(town -> partners.add(" town=" + town.town() + " town.#=" + partners.size()));
      if (partners.isEmpty() && !inner) {
        partners.add("");
      }
      for (String tag : numbered("tag", person.tags())) {
        for (String item : items(person.items())) {
          for (String partner : partners) {
            rows.add(first + tag + item + partner);
          }
        }
      }
    }
    return rows;
  }

  private static List<String> numbered(String name, List<String> values) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(" " + name + "=" + values.get(i) + " " + name + ".#=" + i);
    }
    return all.isEmpty() ? List.of("") : all;
  }

  private static List<String> items(List<Item> items) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String item = " item.#=" + i + " item.kind=" + items.get(i).kind();
      if (items.get(i).marks().isEmpty()) {
        all.add(item);
      }
      for (String mark : items.get(i).marks()) {
        all.add(item + " item.mark=" + mark);
      }
    }
    return all.isEmpty() ? List.of("") : all;
  }
}
