package org.lacis.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

final class NameIndexTest {
  private static final TwinIris IRIS = new TwinIris("https://t.example/");
  private static final Node CITY = IRIS.datasetGraph("city/places");
  private static final Node STATE = IRIS.datasetGraph("state/places");

  @TempDir Path folder;
  private TwinStore store;
  private NameIndex index;

  @BeforeEach
  void open() {
    store = TwinStore.open(folder.resolve("store"));
    store.<Boolean>write(view -> {
      place(view, CITY, "1", "Building", "École Jean-Moulin", "BAT-0000 1");
      place(view, CITY, "2", "Building", "Gymnase du Bd de l'Hôpital", "BAT00002");
      place(view, STATE, "3", "Building", "Église Saint-Étienne", "BATIMENT0000000240854623");
      place(view, STATE, "4", "Address", "11 avenue du 8 mai 1945", "69123_0011");
      place(view, STATE, "5", "Commune", "Saint-Étienne", "42218");
      place(view, CITY, "6", "Commune", "Saint-Étienne-le-Molard", "42219");
      place(view, CITY, "7", "Building", "École élémentaire Édouard Herriot", "BAT7");
      view.add(IRIS.inferredGraph(), iri("1"), RDF.type.asNode(), Lacis.term("Thing"));
      view.add(
          STATE, iri("1"), RDFS.label.asNode(), NodeFactory.createLiteralLang("J. Moulin", "fr"));
      return true;
    });
    index = NameIndex.of(store, IRIS, folder.resolve("names"));
    index.awaitComplete(java.time.Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    index.close();
    store.close();
    assertThat(Files.exists(folder.resolve("names"))).isFalse();
  }

  private static Node iri(String number) {
    return IRIS.node("id/" + number);
  }

  private static void place(
      WriteView view, Node graph, String number, String kind, String name, String code) {
    view.add(graph, iri(number), RDF.type.asNode(), Lacis.term(kind));
    view.add(graph, iri(number), RDFS.label.asNode(), NodeFactory.createLiteralString(name));
    view.add(
        graph, iri(number), DCTerms.identifier.asNode(), NodeFactory.createLiteralString(code));
  }

  private List<String> found(String words) {
    return numbers(index.find(Sought.of(words, 10)));
  }

  private static List<String> numbers(Found found) {
    return found.things().stream().map(node -> node.getURI().replaceAll(".*/", "")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ecole jean moulin, 1",
    "ÉCOLE, 7 1",
    "eco, 1 7",
    "boulevard hopital, 2",
    "bd hopital, 2",
    "blvd de l'hôpital, 2",
    "st etienne, 5 6 3",
    "saint etienne, 5 6 3",
    "saint-étienne le, 6",
    "11 av du 8 mai, 4",
    "42218, 5",
    "4221, 5 6",
    "BAT00001, 1",
    "bat 00002, 2",
    "BATIMENT0000000240854623, 3",
    "69123_0011, 4",
    "j moulin, 1",
    "élementaire herriot, 7"
  })
  void thingsAreFoundHoweverTheyAreWritten(String words, String numbers) {
    Found found = index.find(Sought.of(words, 10));
    assertThat(found.exact()).isTrue();
    assertThat(found.complete()).isTrue();
    assertThat(numbers(found)).containsExactlyInAnyOrder(numbers.split(" "));
    assertThat(numbers(found).getFirst()).isIn((Object[]) first(numbers));
  }

  /// Where several are as good, either may come first; else the first.
  private static String[] first(String numbers) {
    return numbers.equals("7 1") || numbers.equals("1 7") || numbers.equals("5 6")
        ? numbers.split(" ")
        : new String[] {numbers.split(" ")[0]};
  }

  @Test
  void whatTwinsSpeakOfComesFirst() {
    store.<Boolean>write(view -> {
      place(view, IRIS.catalogueGraph(), "10", "Dataset", "Gymnase", "G");
      return true;
    });
    assertThat(found("gymn")).containsExactly("2", "10");
    // but what has this very name comes before what has it among others
    assertThat(found("gymnase")).containsExactly("10", "2");
  }

  @Test
  void wordsThatNothingHasFindSimilarOnesAndSaySo() {
    Found found = index.find(Sought.of("eglise st etiene", 10));
    assertThat(found.exact()).isFalse();
    assertThat(numbers(found)).containsExactly("3");
    assertThat(index.find(Sought.of("xyzzy", 10)).total()).isZero();
    for (String nothing : List.of("", "  ", "…", "'", "\u0000", "(*:*)", "\\")) {
      assertThat(found(nothing)).isEmpty();
    }
  }

  @Test
  void partsAreCountedAndCanBeAskedFor() {
    Found found = index.find(Sought.of("e", 0));
    assertThat(found.total()).isEqualTo(5);
    assertThat(found.kinds())
        .containsExactly(
            new Found.Share<>(Lacis.term("Building"), 3),
            new Found.Share<>(Lacis.term("Commune"), 2))
        .doesNotContain(new Found.Share<>(Lacis.term("Thing"), 1));
    assertThat(found.twins())
        .containsExactly(new Found.Share<>("city", 3), new Found.Share<>("state", 3));
    Sought communes =
        new Sought("saint", Optional.of(Lacis.term("Commune")), Optional.empty(), 0, 10);
    assertThat(numbers(index.find(communes))).containsExactly("5", "6");
    Sought ofCity =
        new Sought("saint", Optional.of(Lacis.term("Commune")), Optional.of("city"), 0, 10);
    assertThat(numbers(index.find(ofCity))).containsExactly("6");
    Sought inferred =
        new Sought("moulin", Optional.of(Lacis.term("Thing")), Optional.empty(), 0, 10);
    assertThat(numbers(index.find(inferred))).containsExactly("1");
    Sought second = new Sought("saint", Optional.empty(), Optional.empty(), 1, 1);
    assertThat(index.find(second).total()).isEqualTo(3);
    assertThat(index.find(second).things()).hasSize(1);
  }

  @Test
  void aChangeIsFoundByTheNextSearchAndAnAbortedOneIsNot() {
    store.<Boolean>write(view -> {
      place(view, CITY, "8", "Building", "Halle Tony-Garnier", "H8");
      view.delete(
          CITY,
          iri("1"),
          RDFS.label.asNode(),
          NodeFactory.createLiteralString("École Jean-Moulin"));
      return true;
    });
    assertThat(found("tony garnier")).containsExactly("8");
    assertThat(found("ecole")).containsExactly("7");
    assertThat(found("moulin")).containsExactly("1");
    try {
      store.<Boolean>write(view -> {
        place(view, CITY, "9", "Building", "Palais de la Bourse", "H9");
        throw new IllegalStateException("given up");
      });
    } catch (IllegalStateException _) {
      // as intended
    }
    assertThat(found("bourse")).isEmpty();
    store.<Boolean>write(view -> {
      view.clear(CITY);
      return true;
    });
    index.awaitComplete(java.time.Duration.ofMinutes(1));
    assertThat(found("garnier")).isEmpty();
    assertThat(found("moulin")).containsExactly("1");
  }

  /// What is carried on finds what an index finds that is read anew.
  @Test
  void carriedOnIsTheSameAsReadAnew() {
    String[] vocabulary = {"rue", "école", "saint", "st", "jean", "bd", "Élysée", "12", "1er"};
    int worlds = Integer.getInteger("lacis.worlds", 2);
    for (int seed = 0; seed < worlds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int commit = 0; commit < 12; commit++) {
        boolean many = random.nextInt(6) == 0;
        store.<Boolean>write(view -> {
          for (int i = 0; i < (many ? 4_000 : 5); i++) {
            change(view, random, vocabulary);
          }
          return true;
        });
      }
      index.awaitComplete(java.time.Duration.ofMinutes(1));
      try (NameIndex fresh = NameIndex.of(store, IRIS, folder.resolve("fresh"))) {
        fresh.awaitComplete(java.time.Duration.ofMinutes(1));
        for (String words : List.of("rue", "saint jean", "st", "1er", "bd ely", "ecole 12", "e")) {
          Found here = index.find(Sought.of(words, 200));
          Found there = fresh.find(Sought.of(words, 200));
          assertThat(here.total()).describedAs(words).isEqualTo(there.total());
          assertThat(here.kinds()).isEqualTo(there.kinds());
          assertThat(here.twins()).isEqualTo(there.twins());
        }
      }
    }
  }

  private static void change(WriteView view, SplittableRandom random, String[] vocabulary) {
    Node graph = random.nextBoolean() ? CITY : STATE;
    Node thing = iri("r" + random.nextInt(300));
    String name = vocabulary[random.nextInt(vocabulary.length)];
    if (random.nextBoolean()) {
      name += " " + vocabulary[random.nextInt(vocabulary.length)];
    }
    Node label = NodeFactory.createLiteralString(name);
    switch (random.nextInt(4)) {
      case 0 -> view.delete(graph, thing, RDFS.label.asNode(), label);
      case 1 -> view.add(graph, thing, RDF.type.asNode(), Lacis.term("K" + random.nextInt(3)));
      default -> view.add(graph, thing, RDFS.label.asNode(), label);
    }
  }
}
