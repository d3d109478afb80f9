package org.lacis.lift.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.vocabulary.Finding;

/// Lifting as bytes writes what the usual lifter writes, each line once, on random mappings and
/// tables, in pieces of any size, with any number of threads and little memory for lines; and
/// leaves to it whatever it would have something to tell about. `-Dseed=N` replays one world.
class PlainLiftLawTest {
  private static final int WORLDS = 400;

  /// By form, how many worlds were made and how many lifted as bytes.
  private static final Map<PlainTables, int[]> COUNTS = new EnumMap<>(PlainTables.class);

  @TempDir Path folder;

  @AfterAll
  static void mostWorldsAreTaken() {
    COUNTS.forEach((form, counts) ->
        assertThat(counts[1])
            .as("of %d worlds in %s", counts[0], form)
            .isGreaterThan(counts[0] / 2));
  }

  @TestFactory
  Stream<DynamicTest> bytesAreTerms() {
    PlainTables[] forms = PlainTables.values();
    long chosen = Long.getLong("seed", -1);
    LongStream seeds =
        chosen >= 0 ? LongStream.of(chosen) : LongStream.range(0, (long) WORLDS * forms.length);
    return seeds.mapToObj(seed -> {
      PlainTables form = forms[(int) (seed / WORLDS)];
      return DynamicTest.dynamicTest(form + ", seed " + seed, () -> check(form, seed));
    });
  }

  private void check(PlainTables form, long seed) throws IOException {
    int[] counts = COUNTS.computeIfAbsent(form, _ -> new int[2]);
    counts[0]++;
    Random random = new Random(seed);
    Path place = Files.createDirectory(folder.resolve("world" + seed));
    int tables = 1 + random.nextInt(3);
    // One world in four has something odd in one of its tables.
    boolean odd = random.nextInt(4) == 0;
    for (int i = 0; i < tables; i++) {
      Files.writeString(place.resolve(form.file(i)), form.table(i, random, odd && i == 0));
    }
    String turtle = mapping(form, random, tables);
    MappingDocument document =
        MappingReader.parse(turtle, place.resolve("m.ttl"), "http://base.org/");
    LiftSettings settings = LiftSettings.beside(place, "http://base.org/");
    List<Finding> findings = new ArrayList<>();
    Set<String> usual = usual(document, settings, findings);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<PlainLift.Result> result =
        new PlainLift(
                document,
                settings,
                1 + random.nextInt(3),
                30 + random.nextInt(400),
                random.nextInt(3) * 200L)
            .write(out);
    if (result.isEmpty()) {
      assertThat(out.size()).as("nothing was written").isZero();
      return;
    }
    counts[1]++;
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(findings).as("told nothing of this").isEmpty();
    assertThat(new HashSet<>(lines)).as(turtle).isEqualTo(usual);
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(result.orElseThrow().written()).isEqualTo(lines.size());
  }

  private static Set<String> usual(
      MappingDocument document, LiftSettings settings, List<Finding> findings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(document, settings, new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    }
    return new HashSet<>(out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  // ---- mappings

  private static String mapping(PlainTables form, Random random, int tables) {
    StringBuilder text = new StringBuilder("@prefix r: <http://w3id.org/rml/> .\n");
    text.append("@prefix x: <http://www.w3.org/2001/XMLSchema#> .\n");
    text.append("@prefix : <http://map.org/> .\n");
    int maps = 1 + random.nextInt(4);
    int[] tableOf = random.ints(maps, 0, tables).toArray();
    boolean nulls = random.nextBoolean();
    for (int map = 0; map < maps; map++) {
      text.append(":m").append(map).append(" a r:TriplesMap ; r:logicalSource [ r:source [ a ");
      text.append("r:RelativePathSource ; r:root r:MappingDirectory ; r:path \"");
      text.append(form.file(tableOf[map])).append("\" ]");
      text.append(nulls ? " ; r:null \"null\", \"\"" : "");
      text.append(" ; ").append(form.formulation(tableOf[map]));
      text.append(" ] ;\n  r:subjectMap [ ");
      text.append(subject(form, random));
      text.append(random.nextInt(3) == 0 ? " ; r:class <http://c.org/C>" : "").append(" ]");
      int properties = random.nextInt(5);
      for (int i = 0; i < properties; i++) {
        text.append(" ;\n  r:predicateObjectMap [ r:predicate <http://p.org/");
        text.append(random.nextInt(4)).append("> ; r:objectMap [ ");
        text.append(object(form, random, map, tableOf)).append(" ] ]");
      }
      text.append(" .\n");
    }
    return text.toString();
  }

  private static String column(PlainTables form, Random random) {
    return form.columns().get(random.nextInt(form.columns().size()));
  }

  private static String subject(PlainTables form, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> "r:template \"http://s.org/{a}-{b}\"";
      case 1 -> "r:template \"http://s.org/{" + column(form, random) + "}\"";
      case 2 -> "r:template \"http://s.org/{a}/{a}\"";
      case 3 -> "r:template \"rel/{" + column(form, random) + "}\"";
      case 4 -> "r:template \"http://s.org/x{a}\" ; r:termType r:URI";
      case 5 -> "r:constant <http://s.org/one>";
      default -> "r:template \"http://s" + random.nextInt(2) + ".org/{a}\"";
    };
  }

  private static String object(PlainTables form, Random random, int map, int[] tableOf) {
    return switch (random.nextInt(10)) {
      case 0 -> "r:constant \"fixed \\\"é\\\"\"@fr";
      case 1 -> "r:reference \"" + column(form, random) + "\" ; r:language \"en\"";
      case 2 -> "r:reference \"" + column(form, random) + "\" ; r:datatype x:string";
      case 3 -> "r:reference \"" + column(form, random) + "\" ; r:datatype <http://d.org/t>";
      case 4 -> "r:template \"{a} said \\\"{b}\\\"\" ; r:termType r:Literal";
      case 5 -> "r:template \"http://o.org/{" + column(form, random) + "}\"";
      case 6 -> join(form, random, tableOf);
      case 7 -> sameRow(random, map, tableOf);
      case 8 ->
          random.nextInt(5) == 0
              ? "r:reference \"a\" ; r:datatype x:integer"
              : "r:reference \"" + column(form, random) + "\"";
      default -> "r:reference \"" + column(form, random) + "\"";
    };
  }

  private static String join(PlainTables form, Random random, int[] tableOf) {
    int parent = random.nextInt(tableOf.length);
    StringBuilder text = new StringBuilder("r:parentTriplesMap :m").append(parent);
    int conditions = 1 + random.nextInt(2);
    for (int i = 0; i < conditions; i++) {
      String child = column(form, random);
      String other = random.nextBoolean() ? child : column(form, random);
      text.append(" ; r:joinCondition [ r:child \"").append(child);
      text.append("\" ; r:parent \"").append(other).append("\" ]");
    }
    return text.toString();
  }

  private static String sameRow(Random random, int map, int[] tableOf) {
    for (int parent = 0; parent < tableOf.length; parent++) {
      if (tableOf[parent] == tableOf[map] && random.nextBoolean()) {
        return "r:parentTriplesMap :m" + parent;
      }
    }
    return "r:parentTriplesMap :m" + map;
  }

  /// A join of a table with itself on the column that the child's subject is made of needs no table
  /// of parents; on another column it does, and gives other pairs.
  @Test
  void aJoinWithItselfIsNoJoinOnlyWhereThatIsSound() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "shape,point,kind\ns1,1,k\ns1,2,k\ns2,3,k\n");
    String text =
        """
        @prefix r: <http://w3id.org/rml/> .
        @prefix : <http://map.org/> .
        :shapes r:logicalSource [ r:source [ a r:RelativePathSource ; r:root r:MappingDirectory ;
            r:path "t.csv" ] ; r:referenceFormulation r:CSV ] ;
          r:subjectMap [ r:template "http://s.org/{shape}" ] ;
          r:predicateObjectMap [ r:predicate <http://p.org/p> ; r:objectMap [
            r:parentTriplesMap :points ; r:joinCondition [ r:child "%1$s" ; r:parent "%1$s" ] ] ] .
        :points r:logicalSource [ r:source [ a r:RelativePathSource ; r:root r:MappingDirectory ;
            r:path "t.csv" ] ; r:referenceFormulation r:CSV ] ;
          r:subjectMap [ r:template "http://o.org/{point}" ] .
        """;
    assertThat(lines(text.formatted("shape"))).hasSize(3);
    assertThat(lines(text.formatted("kind"))).hasSize(6);
  }

  private List<String> lines(String turtle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MappingDocument document =
        MappingReader.parse(turtle, folder.resolve("m.ttl"), "http://base.org/");
    assertThat(new PlainLift(document, LiftSettings.beside(folder, "http://b.org/")).write(out))
        .isPresent();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
