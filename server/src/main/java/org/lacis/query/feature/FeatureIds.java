package org.lacis.query.feature;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The identifiers that features have within a twin: what follows `<base>id/` in their IRI, with
/// `:` for `/`, so that one segment of an address holds it without any escape. Letters that an
/// address gives a meaning to are written `~` and two hexadecimal digits; an IRI from elsewhere is
/// `~~` and the whole of it. Each IRI has one identifier, and each identifier one IRI.
///
/// @param base base IRI of the twin; ends with `/`
public record FeatureIds(String base) {
  private static final String ELSEWHERE = "~~";
  private static final String KEPT = "-._!$&'()*,;=@";

  /// The identifier of an IRI.
  public String id(String iri) {
    String own = base + "id/";
    return iri.startsWith(own) && iri.length() > own.length()
        ? escaped(iri, own.length(), "")
        : escaped(iri, 0, ELSEWHERE);
  }

  private static String escaped(String iri, int from, String head) {
    StringBuilder id = new StringBuilder(head);
    for (int i = from; i < iri.length(); i++) {
      char c = iri.charAt(i);
      if (c == '/') {
        id.append(':');
      } else if (c > 0x9F || Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0) {
        id.append(c);
      } else {
        id.append('~')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return id.toString();
  }

  /// The IRI of an identifier.
  ///
  /// @return empty when it is none
  public Optional<Node> iri(String id) {
    boolean elsewhere = id.startsWith(ELSEWHERE);
    StringBuilder iri = new StringBuilder(elsewhere ? "" : base + "id/");
    for (int i = elsewhere ? ELSEWHERE.length() : 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == ':') {
        iri.append('/');
      } else if (c == '~') {
        if (i + 2 >= id.length()) {
          return Optional.empty();
        }
        int high = Character.digit(id.charAt(i + 1), 16);
        int low = Character.digit(id.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        iri.append((char) (high << 4 | low));
        i += 2;
      } else {
        iri.append(c);
      }
    }
    return iri.isEmpty() ? Optional.empty() : Optional.of(NodeFactory.createURI(iri.toString()));
  }
}
