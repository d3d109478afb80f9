package org.lacis.reason;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.reason.engine.Space;
import org.lacis.reason.engine.Terms;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.locationtech.jts.geom.Envelope;

/// Where the terms of a view lie, by its spatial index.
record ViewSpace(View view, Terms terms) implements Space {
  @Override
  public Optional<GeometryValue> geometry(int term) {
    try {
      long id = terms.idOf(term);
      if (id != NodeIds.ABSENT && !view.spatial().box(id).isNull()) {
        return Optional.of(view.spatial().geometry(id));
      }
      var node = terms.node(term);
      return node.isLiteral() && GeometryLiteral.DATATYPES.contains(node.getLiteralDatatypeURI())
          ? Optional.of(
              GeometryLiteral.parse(node.getLiteralLexicalForm(), node.getLiteralDatatypeURI()))
          : Optional.empty();
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  @Override
  public void near(int term, IntConsumer candidate) {
    Envelope box = box(term);
    if (!box.isNull()) {
      view.spatial()
          .search(
              box,
              (long id) -> {
                int number = terms.known(id);
                if (number >= 0) {
                  candidate.accept(number);
                }
              });
    }
  }

  private Envelope box(int term) {
    long id = terms.idOf(term);
    Envelope box = id == NodeIds.ABSENT ? new Envelope() : view.spatial().box(id);
    if (!box.isNull()) {
      return box;
    }
    try {
      return geometry(term).map(GeometryValue::lonLatEnvelope).orElseGet(Envelope::new);
    } catch (GeometryException _) {
      return new Envelope();
    }
  }
}
