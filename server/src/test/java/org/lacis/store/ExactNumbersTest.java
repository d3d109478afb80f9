package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Numbers too large for the store's own numbers are read as they were written.
class ExactNumbersTest {
  private static final Node G = Worlds.iri("g");
  private static final Node S = Worlds.iri("s");
  private static final Node P = Worlds.iri("p");

  private static final List<Node> NUMBERS =
      List.of(
          number("9223372036854775807", XSDDatatype.XSDinteger),
          number("9223372036854775808", XSDDatatype.XSDinteger),
          number("-123456789012345678901234567890", XSDDatatype.XSDinteger),
          number("123456789012345678901234567890", XSDDatatype.XSDinteger),
          number("9223372036854775807", XSDDatatype.XSDlong),
          number("-9223372036854775808", XSDDatatype.XSDlong),
          number("+140737488355328.50", XSDDatatype.XSDdecimal),
          number("12345678901234567890.123456789012345678901", XSDDatatype.XSDdecimal),
          number("not a number", XSDDatatype.XSDinteger));

  @TempDir Path folder;

  @Test
  void comeBackFromATransactionAsTheyWere() {
    try (TwinStore store = TwinStore.open(folder)) {
      NUMBERS.forEach(number ->
          store.write(view -> {
            view.add(G, S, P, number);
            return true;
          }));
      assertThat(objects(store)).containsExactlyInAnyOrderElementsOf(NUMBERS);
    }
    try (TwinStore store = TwinStore.open(folder)) {
      assertThat(objects(store)).containsExactlyInAnyOrderElementsOf(NUMBERS);
    }
  }

  @Test
  void areFoundAgainAndWrittenOnce() {
    try (TwinStore store = TwinStore.open(folder)) {
      for (int round = 0; round < 2; round++) {
        store.write(view -> {
          NUMBERS.forEach(number -> view.add(G, S, P, number));
          return true;
        });
      }
      assertThat(objects(store)).containsExactlyInAnyOrderElementsOf(NUMBERS);
      store.read(view -> {
        for (Node number : NUMBERS) {
          assertThat(view.dataset().contains(G, S, P, number)).as("%s", number).isTrue();
        }
        return true;
      });
    }
  }

  private static List<Node> objects(TwinStore store) {
    return store.read(view -> {
      List<Node> found = new ArrayList<>();
      view.dataset().find(G, S, P, Node.ANY).forEachRemaining(quad -> found.add(quad.getObject()));
      return found;
    });
  }

  private static Node number(String text, RDFDatatype datatype) {
    return NodeFactory.createLiteralDT(text, datatype);
  }
}
