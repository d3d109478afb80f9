package org.lacis.bench.lift;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.lift.LiftFile;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.BulkLoad;

/// What `lacis bench lift` measures in a process of its own: `lift-to-file MAPPING OUT`,
/// `lift-to-nothing MAPPING -`, `lift-to-store MAPPING STORE`.
public final class LiftChild {
  private static final String BASE = "http://example.org/";

  private LiftChild() {}

  /// @return `triples`, repeated ones once where they are told apart; `lift` in seconds
  public static Map<String, Double> run(List<String> command) {
    Path mapping = Path.of(command.get(1));
    Path target = Path.of(command.get(2));
    Map<String, Double> figures = new HashMap<>();
    long began = System.nanoTime();
    long triples =
        switch (command.getFirst()) {
          case "lift-to-file" -> file(mapping, target);
          case "lift-to-nothing" -> nothing(mapping);
          case "lift-to-store" -> store(mapping, target);
          default -> throw new IllegalArgumentException(command.getFirst());
        };
    figures.put("lift", (System.nanoTime() - began) / 1e9);
    figures.put("triples", (double) triples);
    return figures;
  }

  private static long file(Path mapping, Path out) {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out), 1 << 16)) {
      return LiftFile.lift(mapping, folder(mapping), BASE, sources(), stream, LiftChild::complain)
          .written();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long nothing(Path mapping) {
    long[] triples = {0};
    lifter(mapping).lift((_, _, _, _) -> triples[0]++, LiftChild::complain);
    return triples[0];
  }

  private static long store(Path mapping, Path store) {
    try (BulkLoad load = BulkLoad.into(store)) {
      lifter(mapping)
          .lift(
              (graph, subject, predicate, object) -> load.add(graph, subject, predicate, object),
              LiftChild::complain);
      return load.finish().quads();
    }
  }

  private static Lifter lifter(Path mapping) {
    return new Lifter(
        MappingReader.read(mapping, BASE),
        LiftSettings.beside(folder(mapping), BASE)
            .into(org.apache.jena.graph.NodeFactory.createURI(BASE + "graph")),
        sources());
  }

  private static Path folder(Path mapping) {
    return mapping.resolveSibling("").toAbsolutePath();
  }

  private static Sources sources() {
    return new Sources(StandardFormats.all());
  }

  private static void complain(org.lacis.vocabulary.Finding finding) {
    System.err.println(finding.sentence());
  }
}
