package org.lacis.mapping.yarrrml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lacis.mapping.legacy.Constants;

/// A text of YARRRML: pieces of text and references, `http://ex.org/$(id)`.
///
/// A backslash takes the meaning of the next character away (`\:` is no end of a prefix, `\)` no
/// end of a reference, `$(\_x)` no external reference). A prefix at the start is replaced by its
/// IRI; one that is not declared stays, since text may hold colons.
///
/// @param pieces in order; neighbours are never both text
record Written(List<Piece> pieces) {
  Written {
    pieces = List.copyOf(pieces);
  }

  /// @param reference whether it is one, or else text
  record Piece(String text, boolean reference) {}

  /// @param prefixes IRIs by prefix
  /// @param external values of external references by name
  static Written parse(String text, Map<String, String> prefixes, Map<String, String> external) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    boolean prefixed = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = c == '$' && text.startsWith("$(", i) ? close(text, i + 2) : -1;
      if (end > 0) {
        String inside = text.substring(i + 2, end);
        String value = inside.startsWith("_") ? external.get(inside.substring(1)) : null;
        if (value == null) {
          flush(plain, pieces);
          pieces.add(new Piece(unescaped(inside), true));
        } else {
          plain.append(value);
        }
        prefixed = true;
        i = end + 1;
      } else if (c == '\\'
          && i + 1 < text.length()
          && "\\:()$_~".indexOf(text.charAt(i + 1)) >= 0) {
        prefixed |= text.charAt(i + 1) == ':';
        plain.append(text.charAt(i + 1));
        i += 2;
      } else {
        if (c == ':' && !prefixed) {
          prefixed = true;
          String iri = prefixes.get(plain.toString());
          boolean spaced = i + 1 < text.length() && text.charAt(i + 1) == ' ';
          if (iri != null && !spaced) {
            plain.setLength(0);
            plain.append(iri);
            i++;
            continue;
          }
        }
        plain.append(c);
        i++;
      }
    }
    flush(plain, pieces);
    return new Written(pieces);
  }

  private static int close(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == ')') {
        return i > from ? i : -1;
      }
    }
    return -1;
  }

  private static String unescaped(String inside) {
    return inside.replaceAll("\\\\([\\\\:()_$])", "$1");
  }

  private static void flush(StringBuilder plain, List<Piece> pieces) {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  boolean constant() {
    return pieces.stream().noneMatch(Piece::reference);
  }

  boolean reference() {
    return pieces.size() == 1 && pieces.getFirst().reference();
  }

  /// The text of a constant, the name of a reference.
  String text() {
    return pieces.isEmpty() ? "" : pieces.getFirst().text();
  }

  List<String> references() {
    return pieces.stream().filter(Piece::reference).map(Piece::text).toList();
  }

  /// As a string template of RML.
  String template() {
    StringBuilder template = new StringBuilder();
    for (Piece piece : pieces) {
      String safe = Constants.template(piece.text());
      template.append(piece.reference() ? "{" + safe + "}" : safe);
    }
    return template.toString();
  }
}
