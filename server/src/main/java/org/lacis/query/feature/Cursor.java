package org.lacis.query.feature;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.store.NodeIds;

/// A place in the order of a collection: behind one of its features, whether that is still there or
/// not. The order is that of the store's numbers, so what is added later never moves a place.
///
/// @param id of the feature
/// @param hash of its IRI, by which a store that was built anew is told from the one of before
public record Cursor(long id, int hash) {
  private static final int BYTES = Long.BYTES + Integer.BYTES;

  static Cursor behind(long id, Node node) {
    return new Cursor(id, node.getURI().hashCode());
  }

  /// Letters, digits, `-` and `_`.
  public String text() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(id).putInt(hash).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// @return empty when it is no cursor
  public static Optional<Cursor> parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return bytes.remaining() == BYTES
          ? Optional.of(new Cursor(bytes.getLong(), bytes.getInt()))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether it is a place of this store.
  boolean isOf(NodeIds ids) {
    try {
      Node node = id < 0 ? null : ids.node(id);
      return node != null && node.isURI() && node.getURI().hashCode() == hash;
    } catch (RuntimeException _) {
      return false; // whatever stands at that place of the file, it is no term
    }
  }
}
