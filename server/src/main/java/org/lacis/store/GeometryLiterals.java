package org.lacis.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.geometry.GeometryBytes;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;

/// Which literals are geometries, what they parse to, and the bytes that the index keeps of them.
/// Remembers large shapes that were decoded lately. Safe for threads.
final class GeometryLiterals {
  /// The order is part of the form on disk.
  private static final List<String> DATATYPES =
      List.of(Geo.WKT_LITERAL, Geo.GML_LITERAL, Geo.GEOJSON_LITERAL, Geo.KML_LITERAL);

  /// First byte of a record that is text; no record of [GeometryBytes] begins with it.
  private static final byte TEXT = 0;

  /// What a coordinate costs on the heap, about.
  private static final long BYTES_PER_COORDINATE = 48;

  /// Shapes of fewer bytes are decoded each time: that takes little longer than to find them in a
  /// cache that threads share, and the garbage of it dies young.
  private static final int LARGE = 1 << 10;

  private final Cache<Long, GeometryValue> decoded =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / 8 / BYTES_PER_COORDINATE)
          .weigher((Long _, GeometryValue value) -> 4 + value.shape().getNumPoints())
          .build();

  static boolean isGeometry(Node node) {
    return node.isLiteral() && DATATYPES.contains(node.getLiteralDatatypeURI());
  }

  /// @throws org.lacis.geometry.GeometryException when the text is no geometry
  static GeometryValue parse(Node literal) {
    return parse(literal.getLiteralDatatypeURI(), literal.getLiteralLexicalForm());
  }

  private static GeometryValue parse(String datatype, String text) {
    return GeometryLiteral.parse(text, datatype);
  }

  /// The record of a literal: compact, or its text where that form has no place for it.
  static byte[] encode(Node literal, GeometryValue value) {
    return GeometryBytes.encode(value).orElseGet(() -> text(literal));
  }

  private static byte[] text(Node literal) {
    byte[] text = literal.getLiteralLexicalForm().getBytes(StandardCharsets.UTF_8);
    byte[] record = new byte[2 + text.length];
    record[0] = TEXT;
    record[1] = (byte) DATATYPES.indexOf(literal.getLiteralDatatypeURI());
    System.arraycopy(text, 0, record, 2, text.length);
    return record;
  }

  static GeometryValue decode(MemorySegment memory, long at, int length) {
    if (memory.get(ValueLayout.JAVA_BYTE, at) != TEXT) {
      return GeometryBytes.decode(memory, at);
    }
    String datatype = DATATYPES.get(memory.get(ValueLayout.JAVA_BYTE, at + 1));
    byte[] text = memory.asSlice(at + 2, length - 2).toArray(ValueLayout.JAVA_BYTE);
    return parse(datatype, new String(text, StandardCharsets.UTF_8));
  }

  /// @param tree of a committed state, so that a number means the same literal for good
  GeometryValue geometry(PackedTree tree, int leaf) {
    if (tree.shapeLength(leaf) < LARGE) {
      return tree.geometry(leaf);
    }
    return decoded.get(tree.id(leaf), _ -> tree.geometry(leaf));
  }
}
