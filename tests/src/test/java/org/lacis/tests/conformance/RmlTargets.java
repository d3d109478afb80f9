package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.lacis.tests.Quads;

/// Compares the files of logical targets with those that a case expects: the same triples, in the
/// same serialization, charset and archive.
final class RmlTargets {
  private static final Map<String, Lang> LANGUAGES =
      Map.of(
          "nq", Lang.NQUADS,
          "nt", Lang.NTRIPLES,
          "ttl", Lang.TURTLE,
          "n3", Lang.TURTLE,
          "rdfxml", Lang.RDFXML,
          "rdfjson", Lang.RDFJSON,
          "jsonld", Lang.JSONLD);
  private static final Pattern ENCODING = Pattern.compile("rml:encoding rml:(UTF-[0-9]+)");

  private RmlTargets() {}

  static void compare(Path folder, Path written, boolean numbersAsText) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> expected =
          files
              .filter(file -> file.getFileName().toString().matches("dump[0-9].*"))
              .sorted()
              .toList();
      for (Path file : expected) {
        Path found = written.resolve(file.getFileName().toString());
        assertThat(found).as("the file of a target").isRegularFile();
        Charset charset = charset(folder.resolve("mapping.ttl"));
        DatasetGraph wanted = read(file, StandardCharsets.UTF_8, numbersAsText);
        assertThat(difference(wanted, read(found, charset, false), numbersAsText))
            .as("%s", file.getFileName())
            .isEmpty();
      }
      try (Stream<Path> all = Files.list(written)) {
        assertThat(all.map(one -> one.getFileName().toString()))
            .as("nothing but the targets")
            .hasSize(expected.size());
      }
    }
  }

  /// See [Quads#difference].
  ///
  /// @param numbersAsText whether `33` and `"33"` are the same
  static String difference(DatasetGraph expected, DatasetGraph found, boolean numbersAsText) {
    return numbersAsText
        ? Quads.difference(texts(expected), texts(found))
        : Quads.difference(expected, found);
  }

  private static DatasetGraph texts(DatasetGraph data) {
    DatasetGraph plain = DatasetGraphFactory.create();
    data.find()
        .forEachRemaining(quad -> {
          Node object = quad.getObject();
          boolean number =
              object.isLiteral() && object.getLiteralDatatype().equals(XSDDatatype.XSDinteger);
          plain.add(
              quad.getGraph(),
              quad.getSubject(),
              quad.getPredicate(),
              number ? NodeFactory.createLiteralString(object.getLiteralLexicalForm()) : object);
        });
    return plain;
  }

  /// The charset of the target, which the mapping states last.
  private static Charset charset(Path mapping) throws IOException {
    String text = Files.readString(mapping);
    Matcher stated = ENCODING.matcher(text.substring(text.indexOf("LogicalTarget;") + 1));
    return stated.find() ? Charset.forName(stated.group(1)) : StandardCharsets.UTF_8;
  }

  private static DatasetGraph read(Path file, Charset charset, boolean numbersAsText)
      throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.replaceFirst("\\.(tar\\.)?(gz|xz|zip)$", "");
    byte[] bytes;
    try (InputStream in = unpacked(name, file)) {
      bytes = in.readAllBytes();
    }
    // The expected file of the case on UTF-16 is UTF-8, or not: a mark says so.
    boolean marked = bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
    Charset own = marked ? StandardCharsets.UTF_16 : charset;
    String text = new String(bytes, own);
    if (numbersAsText && name.endsWith(".rdfjson")) {
      // RDF/JSON has texts alone.
      text = text.replaceAll("(\"value\" : )([0-9]+)", "$1\"$2\"");
    }
    DatasetGraph data = DatasetGraphFactory.create();
    RDFParser.create()
        .source(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .lang(LANGUAGES.get(plain.substring(plain.lastIndexOf('.') + 1)))
        .base("http://example.com/")
        .errorHandler(ErrorHandlerFactory.errorHandlerStrictSilent())
        .parse(StreamRDFLib.dataset(data));
    return data;
  }

  private static InputStream unpacked(String name, Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (name.endsWith(".tar.gz")) {
      return member(new TarArchiveInputStream(new GZIPInputStream(in)));
    }
    if (name.endsWith(".tar.xz")) {
      return member(new TarArchiveInputStream(new XZCompressorInputStream(in)));
    }
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    if (name.endsWith(".zip")) {
      ZipInputStream zip = new ZipInputStream(in);
      zip.getNextEntry();
      return zip;
    }
    return in;
  }

  private static InputStream member(TarArchiveInputStream tar) throws IOException {
    tar.getNextEntry();
    return tar;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.toList()) {
        Files.delete(one);
      }
    }
    Files.delete(folder);
  }
}
