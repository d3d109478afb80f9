package org.lacis.query.feature;

import java.util.Map;
import java.util.Optional;
import org.lacis.query.Question;

/// A question whose answer is a collection: the things that its variable `feature`, or else its
/// first one, is bound to.
///
/// @param id of the collection: lower-case letters, digits, `-` and `_`
/// @param title by language; may be empty
public record NamedQuery(String id, Map<String, String> title, Question question) {
  public NamedQuery {
    title = Map.copyOf(title);
  }

  /// The collection that a `.rq` file says it is, in a comment of its head: `# collection: id`.
  ///
  /// @return empty when it says none
  /// @throws FeatureException `features.bad-collection-name`
  public static Optional<String> named(String sparql, String file) {
    Optional<String> name =
        sparql
            .lines()
            .takeWhile(line -> line.startsWith("#") || line.isBlank())
            .map(line -> line.replaceFirst("^#+\\s*", "").strip())
            .filter(line -> line.startsWith("collection:"))
            .map(line -> line.substring("collection:".length()).strip())
            .findFirst();
    name.filter(id -> !id.matches("[a-z0-9][a-z0-9_-]*"))
        .ifPresent(id -> {
          throw FeatureException.of(
              "features.bad-collection-name",
              file,
              "'" + id + "'",
              "lower-case letters, digits, - and _",
              "Correct the line '# collection: …'.");
        });
    return name;
  }

  /// The variable whose values are the features.
  String variable() {
    var names = question.query().getResultVars();
    return names.contains("feature") ? "feature" : names.getFirst();
  }
}
