package org.lacis.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Arguments: `jena` or `rdf4j`, a file of triples, a folder of questions (`KEY.rq`, and
/// `KEY.values` with a variable, a tab and a term a line), an empty folder, a file for the figures.
/// These are lines of `KEY.ms=number` and `KEY.rows=number`; what found no whole answer in time has
/// none.
public final class Main {
  private static final int TIMES = 3;

  private Main() {}

  public static void main(String[] args) throws Exception {
    List<String> figures = new ArrayList<>();
    try (Peer peer = args[0].equals("jena") ? new JenaPeer(Path.of(args[3])) : new Rdf4jPeer();
        Stream<Path> files = Files.list(Path.of(args[2]))) {
      peer.load(Path.of(args[1]));
      for (Path file : files.filter(path -> path.toString().endsWith(".rq")).sorted().toList()) {
        measure(peer, file, figures);
      }
    }
    Files.write(Path.of(args[4]), figures);
    System.exit(0);
  }

  private static void measure(Peer peer, Path file, List<String> figures) throws IOException {
    String key = file.getFileName().toString().replace(".rq", "");
    String sparql = Files.readString(file);
    Map<String, String> values = values(file.resolveSibling(key + ".values"));
    try {
      OptionalInt rows = peer.ask(sparql, values);
      if (rows.isEmpty()) {
        System.err.println("  " + key + ": none in " + Peer.PATIENCE + " s");
        return;
      }
      double[] times = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long began = System.nanoTime();
        peer.ask(sparql, values);
        times[i] = (System.nanoTime() - began) / 1e6;
      }
      Arrays.sort(times);
      figures.add(key + ".ms=" + times[TIMES / 2]);
      figures.add(key + ".rows=" + rows.getAsInt());
      System.err.printf("  %s: %d rows, %.1f ms%n", key, rows.getAsInt(), times[TIMES / 2]);
    } catch (Exception e) {
      System.err.println("  " + key + ": " + e);
    }
  }

  private static Map<String, String> values(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int tab = line.indexOf('\t');
      values.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return values;
  }
}
