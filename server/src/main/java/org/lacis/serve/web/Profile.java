package org.lacis.serve.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which part of what is known of a thing a document tells (W3C Content Negotiation by Profile).
public enum Profile {
  /// everything that is said of the thing, and the first of what points to it
  FULL("full"),
  /// what the thing, its kinds and its neighbours are called
  LABELS("labels"),
  /// where it lies
  GEOMETRY("geometry"),
  /// who says something of it: datasets with licence, source and the run that made them
  PROVENANCE("provenance"),
  /// which documents there are of it
  ALTERNATES("alt");

  private static final String OWN = "https://w3id.org/lacis/profile/";
  private static final String ALTR = "http://www.w3.org/ns/dx/connegp/altr";

  private final String token;

  Profile(String token) {
    this.token = token;
  }

  /// Its short name, for `_profile=`.
  public String token() {
    return token;
  }

  public String iri() {
    return this == ALTERNATES ? ALTR : OWN + token;
  }

  /// The profile with this IRI or token.
  public static Optional<Profile> byName(String name) {
    return Arrays.stream(values())
        .filter(profile -> profile.iri().equals(name) || profile.token.equals(name))
        .findFirst();
  }

  /// The forms in which it is told, the one that is preferred first.
  public List<Variant> variants() {
    List<Variant> rdf =
        List.of(
            Variant.of(this, Form.TURTLE),
            Variant.of(this, Form.JSON_LD),
            Variant.of(this, Form.N_TRIPLES),
            Variant.of(this, Form.RDF_XML));
    return switch (this) {
      case FULL, ALTERNATES -> Variant.joined(List.of(Variant.of(this, Form.HTML)), rdf);
      case LABELS, PROVENANCE -> rdf;
      case GEOMETRY -> Variant.joined(rdf, List.of(Variant.GEO_JSON));
    };
  }
}
