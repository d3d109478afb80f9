package org.lacis.serve.twin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lacis.ingest.LinkDecisions;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Reviews;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.StoredLink;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The links of a twin by rule, kept until the data change. Safe for several threads.
public final class LinkBook {
  private final TwinStore store;
  private final TwinIris iris;
  private final LinkDecisions decisions;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(long version, Chapter chapter) {}

  /// One rule.
  ///
  /// @param rule where the workspace has it
  public record Chapter(String name, LinkTable table, Reviews reviews, Optional<LinkRule> rule) {

    /// What people call it, by language tag; its name where it has none.
    public String label(String tag) {
      Map<String, String> labels = rule.map(LinkRule::labels).orElse(Map.of());
      return labels.getOrDefault(tag, labels.values().stream().sorted().findFirst().orElse(name));
    }
  }

  public LinkBook(TwinStore store, TwinIris iris, LinkDecisions decisions) {
    this.store = store;
    this.iris = iris;
    this.decisions = decisions;
  }

  public TwinIris iris() {
    return iris;
  }

  public LinkDecisions decisions() {
    return decisions;
  }

  /// Every rule that has links in a view.
  public List<Chapter> chapters(View view) {
    return LinkTable.rules(view, iris).stream().map(name -> chapter(view, name)).toList();
  }

  /// @return empty for a rule that has no links and that the workspace does not know
  public Optional<Chapter> find(View view, String name) {
    return LinkTable.rules(view, iris).contains(name) || decisions.rule(name).isPresent()
        ? Optional.of(chapter(view, name))
        : Optional.empty();
  }

  private Chapter chapter(View view, String name) {
    long version = store.dataset().committedVersion().orElse(-1);
    Kept known = kept.get(name);
    if (known != null && known.version == version) {
      return known.chapter;
    }
    Reviews reviews = Reviews.read(view, iris, name, _ -> {});
    Chapter chapter =
        new Chapter(
            name,
            LinkTable.read(view, iris, name, reviews, decisions.compared(name)),
            reviews,
            decisions.rule(name));
    kept.put(name, new Kept(version, chapter));
    return chapter;
  }

  /// One link, or one pair that people judged.
  public Optional<StoredLink> link(View view, Chapter chapter, String hash) {
    return StoredLink.read(view.dataset(), iris, chapter.name(), hash)
        .or(() ->
            chapter.reviews().pairs().stream()
                .filter(pair -> pair.hash().equals(hash))
                .findFirst()
                .map(pair -> judged(chapter, pair)));
  }

  private StoredLink judged(Chapter chapter, Pair pair) {
    String predicate =
        chapter.rule().map(rule -> rule.emit().predicate()).orElse(Lacis.CORRESPONDS_TO).getURI();
    return StoredLink.ofReview(
        iris, chapter.name(), pair, predicate, chapter.reviews().of(pair).getLast());
  }
}
