package org.lacis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;

/// Quads with every kind of term, those at the edges above all.
final class TermWorlds {
  private static final List<String> LEXICAL =
      List.of(
          "",
          " ",
          "0",
          "-0",
          "+1",
          "01",
          "1",
          "1.0",
          "1.50",
          ".5",
          "5.",
          "1e3",
          "1E3",
          "-1.5e-300",
          "NaN",
          "INF",
          "-INF",
          "true",
          "1 ",
          "false",
          "maybe",
          "36028797018963967",
          "36028797018963968",
          "-36028797018963968",
          "-36028797018963969",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890",
          "140737488355327.5",
          "140737488355328.5",
          "0.00000000000000000000000000000000001",
          "2020-02-29",
          "2020-02-30",
          "2020-02-29Z",
          "2020-02-29+02:00",
          "2020-02-29T00:00:00",
          "2020-02-29T12:34:56.789Z",
          "2020-02-29T12:34:56.7891234+14:00",
          "2020-02-29T24:00:00Z",
          "-0044-03-15",
          "12020-01-01",
          "a|b",
          "a|en",
          "|",
          "\"quoted\" \\ back",
          "line\nbreak\r\ttab",
          "é",
          "日本語",
          "😀",
          "\u0000",
          "\uD800");

  private static final List<RDFDatatype> DATATYPES =
      List.of(
          XSDDatatype.XSDstring,
          XSDDatatype.XSDinteger,
          XSDDatatype.XSDint,
          XSDDatatype.XSDlong,
          XSDDatatype.XSDshort,
          XSDDatatype.XSDbyte,
          XSDDatatype.XSDunsignedByte,
          XSDDatatype.XSDunsignedLong,
          XSDDatatype.XSDpositiveInteger,
          XSDDatatype.XSDnonNegativeInteger,
          XSDDatatype.XSDnegativeInteger,
          XSDDatatype.XSDnonPositiveInteger,
          XSDDatatype.XSDdecimal,
          XSDDatatype.XSDdouble,
          XSDDatatype.XSDfloat,
          XSDDatatype.XSDboolean,
          XSDDatatype.XSDdate,
          XSDDatatype.XSDdateTime,
          XSDDatatype.XSDdateTimeStamp,
          XSDDatatype.XSDgYear,
          XSDDatatype.XSDduration,
          XSDDatatype.XSDanyURI,
          TypeMapper.getInstance().getSafeTypeByName("http://example.org/odd|type"),
          TypeMapper.getInstance().getSafeTypeByName("http://example.org/type"));

  private static final List<String> IRIS =
      List.of(
          "",
          "urn:x",
          "_:looks-blank",
          "http://example.org/é",
          "http://example.org/a b",
          "http://example.org/|||uri",
          "http://example.org/%20",
          "relative",
          "http://example.org/😀",
          "http://example.org/<>\"{}");

  private static final List<String> LANGUAGES = List.of("en", "EN", "fr-BE", "zh-Hant-TW");

  private TermWorlds() {}

  /// Quads that share terms, some of them more than once.
  static List<Quad> quads(Random random, int size) {
    List<Quad> quads = new ArrayList<>();
    int spread = 3 + size / 4;
    for (int i = 0; i < size; i++) {
      if (i > 0 && random.nextInt(10) == 0) {
        quads.add(quads.get(random.nextInt(i)));
      } else {
        quads.add(
            Quad.create(
                random.nextInt(20) == 0 ? iri(random) : Worlds.iri("g" + random.nextInt(3)),
                random.nextInt(20) == 0
                    ? odd(random)
                    : Worlds.iri("s" + (i / 8 + random.nextInt(4))),
                random.nextInt(20) == 0 ? iri(random) : Worlds.iri("p" + random.nextInt(7)),
                object(random, spread)));
      }
    }
    return quads;
  }

  private static Node odd(Random random) {
    return random.nextBoolean() ? iri(random) : blank(random);
  }

  private static Node iri(Random random) {
    return NodeFactory.createURI(IRIS.get(random.nextInt(IRIS.size())));
  }

  private static Node blank(Random random) {
    return NodeFactory.createBlankNode(
        List.of("b", "B", "a b", "é", "").get(random.nextInt(5)) + random.nextInt(9));
  }

  private static Node object(Random random, int spread) {
    return switch (random.nextInt(12)) {
      case 0 -> odd(random);
      case 1, 2 -> Worlds.iri("s" + random.nextInt(spread));
      case 3 ->
          NodeFactory.createLiteralLang(
              lexical(random), LANGUAGES.get(random.nextInt(LANGUAGES.size())));
      case 4 -> NodeFactory.createLiteralDirLang("directed" + random.nextInt(20), "ar", "rtl");
      case 5, 6 ->
          NodeFactory.createLiteralDT(
              lexical(random), DATATYPES.get(random.nextInt(DATATYPES.size())));
      case 7 ->
          NodeFactory.createLiteralDT(
              Integer.toString(random.nextInt(spread) - spread / 2), XSDDatatype.XSDinteger);
      case 8 ->
          NodeFactory.createLiteralDT(
              Double.toString(random.nextGaussian()), XSDDatatype.XSDdouble);
      case 9 -> geometry(random);
      case 10 ->
          NodeFactory.createTripleTerm(
              Triple.create(odd(random), iri(random), NodeFactory.createLiteralString("x|y")));
      default -> NodeFactory.createLiteralString("text " + random.nextInt(spread));
    };
  }

  private static String lexical(Random random) {
    return LEXICAL.get(random.nextInt(LEXICAL.size()));
  }

  private static Node geometry(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Worlds.wkt("POINT EMPTY");
      case 1 -> Worlds.wkt("POINT (1");
      case 2 -> Worlds.wkt("");
      case 3 -> Worlds.wkt("POLYGON ((0 0, 2 0, 2 2, 0 0))");
      case 4 -> Worlds.wkt("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (3 5)");
      default -> Worlds.point(random.nextInt(100) / 10.0, random.nextInt(100) / 10.0);
    };
  }
}
