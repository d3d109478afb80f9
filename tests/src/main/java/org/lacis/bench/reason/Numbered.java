package org.lacis.bench.reason;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.lacis.reason.engine.Engine;
import org.lacis.reason.engine.Terms;
import org.lacis.store.NodeIds;

/// Different triples by number, in files of which reading takes no heap: `triples` are three
/// numbers each, `places` says where a term begins in `terms`. Numbers are given at first sight, so
/// that those of an ontology that comes first are the lowest.
final class Numbered implements NodeIds {
  private static final int WIDTH = 3 * Integer.BYTES;

  private final MappedByteBuffer triples;
  private final MappedByteBuffer terms;
  private final LongBuffer places;
  private final Map<Node, Long> first = new HashMap<>();

  private Numbered(Path folder) throws IOException {
    triples = map(folder.resolve("triples"));
    terms = map(folder.resolve("terms"));
    places = map(folder.resolve("places")).asLongBuffer();
  }

  private static MappedByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  /// What tells triples, some of them maybe more than once.
  @FunctionalInterface
  interface Telling {
    void to(Consumer<Triple> triple);
  }

  /// Writes the files, and the same triples as `data.nt` for others.
  ///
  /// @return how many triples are different
  static long write(Path folder, Telling told) throws IOException {
    Map<Node, Integer> numbers = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    Map<Node, LongOpenHashSet> seen = new HashMap<>();
    LongArrayList pairs = new LongArrayList();
    List<Node> predicates = new ArrayList<>();
    told.to(triple -> {
      long subject = number(triple.getSubject(), numbers, nodes);
      number(triple.getPredicate(), numbers, nodes);
      long pair = subject << Integer.SIZE | number(triple.getObject(), numbers, nodes);
      if (seen.computeIfAbsent(triple.getPredicate(), _ -> new LongOpenHashSet()).add(pair)) {
        pairs.add(pair);
        predicates.add(triple.getPredicate());
      }
    });
    try (DataOutputStream out = stream(folder.resolve("triples"));
        DataOutputStream text = stream(folder.resolve("data.nt"))) {
      for (int i = 0; i < pairs.size(); i++) {
        int subject = (int) (pairs.getLong(i) >>> Integer.SIZE);
        int object = (int) pairs.getLong(i);
        out.writeInt(subject);
        out.writeInt(numbers.getOrDefault(predicates.get(i), -1));
        out.writeInt(object);
        text.write(text(nodes.get(subject)));
        text.write(' ');
        text.write(text(predicates.get(i)));
        text.write(' ');
        text.write(text(nodes.get(object)));
        text.write(new byte[] {' ', '.', '\n'});
      }
    }
    try (DataOutputStream out = stream(folder.resolve("terms"));
        DataOutputStream at = stream(folder.resolve("places"))) {
      long place = 0;
      for (Node node : nodes) {
        byte[] text = text(node);
        at.writeLong(place);
        out.write(text);
        place += text.length;
      }
      at.writeLong(place);
    }
    return pairs.size();
  }

  private static int number(Node node, Map<Node, Integer> numbers, List<Node> nodes) {
    return numbers.computeIfAbsent(
        node,
        _ -> {
          nodes.add(node);
          return nodes.size() - 1;
        });
  }

  private static byte[] text(Node node) {
    return NodeFmtLib.strNT(node).getBytes(StandardCharsets.UTF_8);
  }

  private static DataOutputStream stream(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  /// @param named how many of the first terms may be asked for by name
  static Numbered open(Path folder, int named) throws IOException {
    Numbered numbered = new Numbered(folder);
    for (long id = 0; id < Math.min(named, numbered.places.limit() - 1); id++) {
      numbered.first.put(numbered.node(id), id);
    }
    return numbered;
  }

  /// How many triples.
  int size() {
    return triples.limit() / WIDTH;
  }

  /// One triple, as its three ids.
  int[] triple(int number) {
    int at = number * WIDTH;
    return new int[] {
      triples.getInt(at), triples.getInt(at + Integer.BYTES), triples.getInt(at + 2 * Integer.BYTES)
    };
  }

  Triple statement(int number) {
    int[] ids = triple(number);
    return Triple.create(node(ids[0]), node(ids[1]), node(ids[2]));
  }

  /// Says every triple to an engine, as it is said out of the store.
  void say(Engine engine, Terms numbers) {
    for (int at = 0; at < triples.limit(); at += WIDTH) {
      int subject = numbers.ofId(triples.getInt(at));
      numbers.isSubject(subject);
      engine.say(
          subject,
          numbers.ofId(triples.getInt(at + Integer.BYTES)),
          numbers.ofId(triples.getInt(at + 2 * Integer.BYTES)));
    }
  }

  @Override
  public long id(Node node) {
    return first.getOrDefault(node, ABSENT);
  }

  @Override
  public Node node(long id) {
    int from = (int) places.get((int) id);
    byte[] text = new byte[(int) places.get((int) id + 1) - from];
    terms.get(from, text);
    String word = new String(text, StandardCharsets.UTF_8);
    return word.startsWith("_:")
        ? NodeFactory.createBlankNode(word.substring(2))
        : NodeFactoryExtra.parseNode(word);
  }

  @Override
  public void find(long graph, long subject, long predicate, long object, QuadIds quad) {
    throw new UnsupportedOperationException("only terms are looked up");
  }
}
