package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.vocabulary.OWL;
import org.lacis.serve.twin.Inventory;
import org.lacis.serve.twin.Labels;
import org.lacis.store.View;

/// Makes the home page from what was counted and what the catalogue says.
///
/// @param title name of the whole
/// @param description a sentence about it; empty for ours
public record HomeMaker(
    String title, String description, List<TwinPart> twins, List<Question> questions, Words words) {

  public HomeMaker {
    twins = List.copyOf(twins);
    questions = List.copyOf(questions);
  }

  public Home make(View view, Inventory.Count count, List<Dataset> datasets) {
    Labels labels = new Labels(view.dataset(), words.language().tag());
    String lead = words.get("home.lead", Words.capital(words.spelled(twins.size())));
    return new Home(
        title,
        description.isEmpty() ? lead : description + " " + lead,
        count.done() ? "" : words.get("home.counting"),
        parts(count, datasets),
        count.links() == 0 ? "" : words.count("links", count.links()),
        examples(questions, words),
        count.classes().stream()
            .filter(kind -> kind.node().isURI() && !kind.node().getURI().startsWith(OWL.NS))
            .limit(14)
            .map(kind -> kind(kind, labels))
            .toList(),
        datasets);
  }

  /// The questions as links to the page that asks them.
  public static List<Entity.Link> examples(List<Question> questions, Words words) {
    return questions.stream()
        .map(question ->
            new Entity.Link(
                question.in(words.language().tag()), "/query?example=" + question.name()))
        .toList();
  }

  private List<Home.Part> parts(Inventory.Count count, List<Dataset> datasets) {
    Map<String, Long> things = new HashMap<>();
    count
        .classes()
        .forEach(kind -> kind.twins().forEach((twin, n) -> things.merge(twin, n, Long::sum)));
    List<Home.Part> parts = new ArrayList<>();
    for (TwinPart twin : twins) {
      long sets = datasets.stream().filter(dataset -> dataset.hue().equals(twin.key())).count();
      parts.add(
          new Home.Part(
              twin.key(),
              name(twin),
              count.done() ? words.count("things", things.getOrDefault(twin.key(), 0L)) : "",
              words.count("datasets", sets)));
    }
    return parts;
  }

  private Home.Kind kind(Inventory.Kind kind, Labels labels) {
    List<Home.Share> shares = new ArrayList<>();
    for (TwinPart twin : twins) {
      Long number = kind.twins().get(twin.key());
      shares.add(
          new Home.Share(twin.key(), name(twin), number == null ? "" : words.number(number)));
    }
    return new Home.Kind(
        Words.capital(labels.of(kind.node())), Addresses.kind(kind.node().getURI(), 1), shares);
  }

  private String name(TwinPart twin) {
    return Addresses.in(twin.label(), words.language().tag(), twin.key());
  }
}
