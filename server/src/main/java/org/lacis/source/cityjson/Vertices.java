package org.lacis.source.cityjson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// The vertices of a model as they stand in the file, before the transform: three numbers each, in
/// chunks so that growing never copies them.
final class Vertices {
  private static final int CHUNK = 1 << 12;

  private final String source;
  private final FindingSink findings;
  private final List<double[]> chunks = new ArrayList<>();
  private int size;

  Vertices(String source, FindingSink findings) {
    this.source = source;
    this.findings = findings;
  }

  int size() {
    return size;
  }

  /// Reads the array that the parser points at; a vertex that is no triple of numbers keeps its
  /// index, is told, and never used.
  void read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      vertex(json);
    }
  }

  private void vertex(JsonParser json) throws IOException {
    double[] triple = Transform.triple(json);
    if (triple.length != 3) {
      findings.report(
          Finding.violation(
              "source.bad-vertex",
              Place.of(source).field("vertices[" + size + "]"),
              "not three numbers",
              "[x, y, z]",
              "Mend the vertex; faces that use it are left out."));
      triple = new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    int chunk = size / CHUNK;
    if (chunk == chunks.size()) {
      chunks.add(new double[3 * CHUNK]);
    }
    System.arraycopy(triple, 0, chunks.get(chunk), 3 * (size % CHUNK), 3);
    size++;
  }

  /// Whether there is a sound vertex of this index.
  boolean has(int index) {
    return index >= 0 && index < size && !Double.isNaN(ordinate(index, 0));
  }

  /// One number of a vertex.
  ///
  /// @param axis 0, 1 or 2
  double ordinate(int index, int axis) {
    return chunks.get(index / CHUNK)[3 * (index % CHUNK) + axis];
  }
}
