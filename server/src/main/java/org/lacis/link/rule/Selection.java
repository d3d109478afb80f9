package org.lacis.link.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;

/// The things that stand on one side of a rule.
///
/// @param type their class; things of its subclasses count too, as far as the view states
///   `rdfs:subClassOf`
/// @param graphs names below `<base>graph/`, `*` and `?` stand for any characters but `/`, `**` for
///   any; or whole IRIs; empty = every graph
/// @param where for each property, the values of which a thing must have one; empty = no condition
public record Selection(Node type, List<String> graphs, Map<Node, List<Wanted>> where) {

  public Selection {
    graphs = List.copyOf(graphs);
    where = Map.copyOf(where);
  }

  /// Every thing of a class, in the graphs named.
  public static Selection of(Node type, String... graphs) {
    return new Selection(type, List.of(graphs), Map.of());
  }

  /// A value that a property must have.
  public sealed interface Wanted {
    boolean meets(Node value);

    /// This very IRI.
    record Iri(String iri) implements Wanted {
      @Override
      public boolean meets(Node value) {
        return value.isURI() && value.getURI().equals(iri);
      }
    }

    /// A literal written with this text, whatever its language or datatype.
    record Text(String text) implements Wanted {
      @Override
      public boolean meets(Node value) {
        return value.isLiteral() && value.getLiteralLexicalForm().equals(text);
      }
    }

    /// A literal of this number, however it is written.
    ///
    /// @param number kept without needless zeros, so that 3 and 3.0 are equal
    record Quantity(BigDecimal number) implements Wanted {
      public Quantity {
        number = number.stripTrailingZeros();
      }

      @Override
      public boolean meets(Node value) {
        if (!value.isLiteral()) {
          return false;
        }
        try {
          return new BigDecimal(value.getLiteralLexicalForm().strip()).compareTo(number) == 0;
        } catch (NumberFormatException _) {
          return false;
        }
      }
    }
  }
}
