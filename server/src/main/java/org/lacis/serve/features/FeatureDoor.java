package org.lacis.serve.features;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.DatasetPart;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureIds;
import org.lacis.query.feature.FeatureJson.Link;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;

/// What the endpoints below `/ogc` need.
///
/// @param title name of the twin by language
/// @param description a sentence about it by language
/// @param neighbours collections that others answer
record FeatureDoor(
    TwinStore store,
    CollectionBook book,
    FeatureIds ids,
    Pages pages,
    LocalIris iri,
    List<TwinPart> twins,
    Freshness freshness,
    Map<String, String> title,
    Map<String, String> description,
    List<Neighbour> neighbours) {
  FeatureDoor {
    twins = List.copyOf(twins);
    neighbours = List.copyOf(neighbours);
  }

  /// The collection that the path names.
  ///
  /// @throws ServeException 404 `features.unknown-collection`
  static FeatureCollection collection(Context ctx, Collections collections) {
    String id = ctx.pathParam("collection");
    return collections
        .find(id)
        .orElseThrow(() ->
            ServeException.of(
                404,
                "features.unknown-collection",
                "collection",
                id,
                collections.all().stream()
                    .map(FeatureCollection::id)
                    .limit(40)
                    .collect(Collectors.joining(", ")),
                "Take an id that /ogc/collections lists."));
  }

  /// The parameters of a request but `f` and `lang`, each once, in order.
  ///
  /// @throws ServeException 400 for one that is not known, or given twice with different values
  static Map<String, String> parameters(Context ctx, Set<String> known) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ctx.queryParamMap()
        .forEach((name, values) -> {
          if (name.equals(Shape.PARAMETER) || name.equals("lang")) {
            return;
          }
          if (!known.contains(name)) {
            throw unknown(name, known);
          }
          // Some clients add a limit of theirs to the address of the next page.
          if (!name.equals("limit") && values.stream().distinct().count() > 1) {
            throw bad(name, String.join("' and '", values), "one value");
          }
          parameters.put(name, values.getLast());
        });
    return parameters;
  }

  private static ServeException unknown(String name, Set<String> known) {
    return ServeException.of(
        400,
        "features.unknown-parameter",
        "parameter",
        name,
        Stream.concat(Stream.of(Shape.PARAMETER), known.stream().sorted())
            .limit(60)
            .collect(Collectors.joining(", ")),
        "Leave it out, or correct its name; /ogc/api tells the parameters of each address.");
  }

  static ServeException bad(String name, String found, String expected) {
    return ServeException.of(
        400,
        "features.bad-parameter",
        "parameter " + name,
        found,
        expected,
        "Correct the parameter, or leave it out.");
  }

  Words words(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language");
    return pages.words(ctx);
  }

  /// Text in the language of the reader, or in the one that there is.
  static String in(Map<String, String> texts, Words words) {
    String tag = words.language().tag();
    for (String candidate : List.of(tag, "", "en", "fr")) {
      String found = texts.get(candidate);
      if (found != null) {
        return found;
      }
    }
    return texts.isEmpty() ? "" : texts.entrySet().iterator().next().getValue();
  }

  static String title(FeatureCollection collection, Words words) {
    String title = in(collection.title(), words);
    return title.isEmpty() ? collection.id() : Words.capital(title);
  }

  /// A link for each licence that has an address.
  static List<Link> licences(FeatureCollection collection) {
    return collection.datasets().stream()
        .map(DatasetPart::licence)
        .filter(licence -> licence.matches("https?://\\S+"))
        .distinct()
        .map(licence -> new Link(licence, "license", "text/html", ""))
        .toList();
  }

  /// Whom to name: the words of the datasets, each once.
  static List<String> attributions(FeatureCollection collection) {
    return collection.datasets().stream()
        .map(dataset ->
            dataset.attribution().isEmpty() ? dataset.publisher() : dataset.attribution())
        .filter(words -> !words.isEmpty())
        .distinct()
        .toList();
  }

  /// Whether the client has the answer already; it has been told so then.
  boolean isKnown(Context ctx) {
    String mark =
        Answered.weakTag(
            String.join(
                "\n",
                freshness.stamp(),
                ctx.fullUrl(),
                String.valueOf(ctx.header("Accept")),
                String.valueOf(ctx.header("Accept-Language")),
                String.valueOf(ctx.cookie("lang"))));
    ctx.header("ETag", mark).header("Cache-Control", "public, no-cache");
    if (!Answered.isKnown(ctx, mark, freshness.changed())) {
      return false;
    }
    ctx.status(304);
    return true;
  }
}
