package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The terms of a JSON-LD `@context`: which IRI a short name stands for, and back. Of JSON-LD 1.1
/// it knows what NGSI-LD contexts are made of: terms, `@id`, prefixes, `@vocab`.
///
/// @param terms IRI by name
/// @param vocab what names without a term are put behind; empty for none
record Names(Map<String, String> terms, Optional<String> vocab) {
  static final String CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.6.jsonld";
  static final String NGSI = "https://uri.etsi.org/ngsi-ld/";

  /// Words of the data model itself, which no attribute may have.
  static final List<String> RESERVED =
      List.of(
          "id",
          "type",
          "value",
          "object",
          "languageMap",
          "observedAt",
          "unitCode",
          "datasetId",
          "instanceId",
          "createdAt",
          "modifiedAt",
          "scope",
          "location",
          "observationSpace",
          "operationSpace",
          "geometry",
          "properties",
          "bbox",
          "title",
          "description",
          "dataset",
          "values",
          "objects",
          "lang");

  static final Names NONE = new Names(Map.of(), Optional.empty());

  Names {
    terms = Map.copyOf(terms);
  }

  /// The names of a context object, behind those that were read before.
  static Names read(JsonNode context, Names before) {
    Map<String, String> terms = new HashMap<>(before.terms);
    Optional<String> vocab = before.vocab;
    if (context.path("@vocab").isTextual()) {
      vocab = Optional.of(context.path("@vocab").textValue());
    }
    Map<String, String> said = new TreeMap<>();
    context
        .properties()
        .forEach(member -> {
          JsonNode id =
              member.getValue().isObject() ? member.getValue().path("@id") : member.getValue();
          if (id.isTextual() && !member.getKey().startsWith("@")) {
            said.put(member.getKey(), id.textValue());
          }
        });
    for (Map.Entry<String, String> one : said.entrySet()) {
      terms.put(one.getKey(), absolute(one.getValue(), said, terms, vocab, 0));
    }
    return new Names(terms, vocab);
  }

  private static String absolute(
      String id,
      Map<String, String> said,
      Map<String, String> known,
      Optional<String> vocab,
      int depth) {
    int colon = id.indexOf(':');
    if (depth > 10 || id.startsWith("//", colon + 1)) {
      return id;
    }
    if (colon > 0) {
      String prefix = id.substring(0, colon);
      String base = said.getOrDefault(prefix, known.getOrDefault(prefix, ""));
      return base.isEmpty()
          ? id
          : absolute(base, said, known, vocab, depth + 1) + id.substring(colon + 1);
    }
    return said.containsKey(id)
        ? absolute(said.get(id), said, known, vocab, depth + 1)
        : vocab.map(before -> before + id).orElse(id);
  }

  /// The IRI that a name stands for; empty when it has no term and no prefix of this context.
  Optional<String> expand(String name) {
    String term = terms.get(name);
    if (term != null) {
      return Optional.of(term);
    }
    int colon = name.indexOf(':');
    if (colon > 0) {
      String prefix = terms.get(name.substring(0, colon));
      return Optional.of(
          prefix == null || name.startsWith("//", colon + 1)
              ? name
              : prefix + name.substring(colon + 1));
    }
    return Optional.empty();
  }

  /// The IRI that a name stands for behind `@vocab`.
  Optional<String> byVocab(String name) {
    return vocab.map(before -> before + name);
  }

  /// How to write an IRI: its term, its prefix, what follows `@vocab`, else the whole of it.
  final class Writer {
    private final Map<String, String> byIri = new HashMap<>();

    Writer() {
      new TreeMap<>(terms)
          .forEach((name, iri) -> {
            if (!RESERVED.contains(name)) {
              byIri.merge(iri, name, (a, b) -> a.length() <= b.length() ? a : b);
            }
          });
    }

    String name(String iri) {
      return byIri.computeIfAbsent(iri, this::made);
    }

    private String made(String iri) {
      if (vocab.isPresent()
          && iri.startsWith(vocab.get())
          && iri.length() > vocab.get().length()
          && !RESERVED.contains(iri.substring(vocab.get().length()))) {
        return iri.substring(vocab.get().length());
      }
      return terms.entrySet().stream()
          .filter(term -> term.getValue().matches(".*[/#?:]"))
          .filter(
              term -> iri.startsWith(term.getValue()) && iri.length() > term.getValue().length())
          .map(term -> term.getKey() + ":" + iri.substring(term.getValue().length()))
          .min(java.util.Comparator.comparingInt(String::length).thenComparing(s -> s))
          .orElse(iri);
    }
  }
}
