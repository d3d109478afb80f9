package org.lacis.bench.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL;

/// Writes what is reasoned over: the ontology, then universities.
final class ReasonData {
  /// With these dice ten universities have as many departments as those of the benchmark's own
  /// generator, to one: 188 and 189; fifty have 989 and 999.
  static final long SEED = 8;

  private ReasonData() {}

  /// @return how many triples are different
  static long write(Path folder, Graph ontology, int universities) throws IOException {
    return write(folder, out -> tell(ontology, universities, out));
  }

  /// The same, but half of the people go by two names, which are told to be equal; each statement
  /// takes one of them by chance.
  static long writeWithEquals(Path folder, Graph ontology, int universities) throws IOException {
    return write(
        folder,
        out -> {
          Random dice = new Random(SEED);
          Map<Node, Node> others = new HashMap<>();
          tell(
              ontology,
              universities,
              triple ->
                  out.accept(
                      Triple.create(
                          renamed(triple.getSubject(), others, dice, out),
                          triple.getPredicate(),
                          renamed(triple.getObject(), others, dice, out))));
        });
  }

  private static long write(Path folder, Numbered.Telling told) throws IOException {
    Files.createDirectories(folder);
    return Numbered.write(folder, told);
  }

  private static void tell(Graph ontology, int universities, Consumer<Triple> out) {
    ontology.find().forEach(out);
    Universities.tell(universities, SEED, out);
  }

  private static Node renamed(
      Node node, Map<Node, Node> others, Random dice, Consumer<Triple> out) {
    if (!node.isURI() || !isPerson(node.getURI())) {
      return node;
    }
    Node other =
        others.computeIfAbsent(
            node,
            _ -> {
              if (dice.nextBoolean()) {
                return node;
              }
              Node made = NodeFactory.createURI(node.getURI() + "/again");
              out.accept(Triple.create(node, OWL.sameAs.asNode(), made));
              return made;
            });
    return dice.nextBoolean() ? node : other;
  }

  private static boolean isPerson(String iri) {
    int name = iri.lastIndexOf('/');
    return iri.startsWith("Undergraduate", name + 1)
        || iri.startsWith("GraduateStudent", name + 1)
        || iri.startsWith("Lecturer", name + 1)
        || iri.indexOf("Professor", name + 1) > 0;
  }
}
