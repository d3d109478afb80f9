package org.lacis.carml;

import io.carml.engine.rdf.RdfRmlMapper;
import io.carml.logicalsourceresolver.CsvResolver;
import io.carml.logicalsourceresolver.JsonPathResolver;
import io.carml.logicalsourceresolver.XPathResolver;
import io.carml.util.RmlMappingLoader;
import io.carml.vocab.Rdf;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;

/// Arguments: a file for the figures, a mapping in the vocabulary before today's, a file for the
/// triples. The figures: `lift` seconds with reading the mapping, `triples` that are different,
/// `peak` in megabytes.
///
/// CARML tells a triple as often as it comes; each is written once here, as others must.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Path mapping = Path.of(args[1]).toAbsolutePath();
    long began = System.nanoTime();
    Set<Statement> seen = new HashSet<>();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 16)) {
      RdfRmlMapper mapper =
          RdfRmlMapper.builder()
              .triplesMaps(RmlMappingLoader.build().load(RDFFormat.TURTLE, mapping))
              .setLogicalSourceResolver(Rdf.Ql.Csv, CsvResolver::getInstance)
              .setLogicalSourceResolver(Rdf.Ql.JsonPath, JsonPathResolver::getInstance)
              .setLogicalSourceResolver(Rdf.Ql.XPath, XPathResolver::getInstance)
              .fileResolver(mapping.getParent())
              .build();
      NTriplesWriter writer = new NTriplesWriter(out);
      writer.startRDF();
      for (Statement statement : mapper.map().toIterable()) {
        if (seen.add(statement)) {
          writer.handleStatement(statement);
        }
      }
      writer.endRDF();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Files.write(
        Path.of(args[0]),
        List.of("lift=" + seconds, "triples=" + seen.size(), "peak=" + peakMegabytes()));
    System.exit(0);
  }

  private static double peakMegabytes() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
