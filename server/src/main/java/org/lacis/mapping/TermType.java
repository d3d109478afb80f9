package org.lacis.mapping;

/// What kind of term comes out (RML-Core, "Term Types").
public enum TermType {
  /// template values are percent-encoded, characters beyond ASCII stay
  IRI,
  /// template values are percent-encoded, characters beyond ASCII too
  URI,
  /// nothing is encoded, nothing is checked
  UNSAFE_IRI,
  /// nothing is encoded but characters beyond ASCII, nothing is checked
  UNSAFE_URI,
  BLANK_NODE,
  LITERAL,
  /// a triple as a term (RDF 1.2; RML-star)
  TRIPLE_TERM;

  /// Whether the term is named by an IRI.
  public boolean named() {
    return switch (this) {
      case IRI, URI, UNSAFE_IRI, UNSAFE_URI -> true;
      case BLANK_NODE, LITERAL, TRIPLE_TERM -> false;
    };
  }
}
