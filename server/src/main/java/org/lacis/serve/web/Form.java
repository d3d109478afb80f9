package org.lacis.serve.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.jena.riot.Lang;

/// The forms in which a thing is described.
public enum Form {
  HTML("text/html", "html"),
  TURTLE("text/turtle", "ttl"),
  JSON_LD("application/ld+json", "jsonld"),
  N_TRIPLES("application/n-triples", "nt"),
  RDF_XML("application/rdf+xml", "rdf");

  /// The forms of RDF, the one that is preferred first.
  public static final List<Form> RDF = List.of(TURTLE, JSON_LD, N_TRIPLES, RDF_XML);

  private final String mediaType;
  private final String suffix;

  Form(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Ending of an address that asks for this form, without the dot.
  public String suffix() {
    return suffix;
  }

  /// The RDF syntax; empty for a page.
  public Optional<Lang> lang() {
    return switch (this) {
      case HTML -> Optional.empty();
      case TURTLE -> Optional.of(Lang.TURTLE);
      case JSON_LD -> Optional.of(Lang.JSONLD);
      case N_TRIPLES -> Optional.of(Lang.NTRIPLES);
      case RDF_XML -> Optional.of(Lang.RDFXML);
    };
  }

  /// Media types that ask for this form, ours first.
  public List<String> accepted() {
    return switch (this) {
      case HTML -> List.of(mediaType, "application/xhtml+xml");
      case TURTLE -> List.of(mediaType, "application/x-turtle");
      case JSON_LD -> List.of(mediaType, "application/json");
      case N_TRIPLES -> List.of(mediaType, "text/plain");
      case RDF_XML -> List.of(mediaType);
    };
  }

  /// The form that an address asks for by its ending.
  public static Optional<Form> bySuffix(String path) {
    return Arrays.stream(values()).filter(form -> path.endsWith("." + form.suffix)).findFirst();
  }
}
