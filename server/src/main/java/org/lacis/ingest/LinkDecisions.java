package org.lacis.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.lacis.link.review.Basis;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.review.Reviews;
import org.lacis.link.review.Standing;
import org.lacis.link.review.ThingState;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Takes the decisions of people about links. A decision and what follows from it for the links are
/// one commit, so the next query sees both.
///
/// Nothing is ever taken away from the decisions. Saying again what one said last, of things that
/// are still the same, says nothing new. Safe for threads.
public final class LinkDecisions {
  private static final Node TYPE = RDF.type.asNode();
  private static final int LONGEST = 10_000;

  private final TwinStore store;
  private final TwinIris iris;
  private final Map<String, LinkRule> rules = new LinkedHashMap<>();
  private final Set<String> kept;
  private final InstantSource clock;

  /// @param rules those of the workspace; links of other rules are judged by their shapes alone
  public LinkDecisions(TwinStore store, TwinIris iris, Collection<LinkRule> rules) {
    this(store, iris, rules, Set.of());
  }

  /// @param kept names of the rules whose links somebody keeps in step with the store: they follow
  ///   from a decision by themselves
  public LinkDecisions(
      TwinStore store, TwinIris iris, Collection<LinkRule> rules, Set<String> kept) {
    this(store, iris, rules, kept, InstantSource.system());
  }

  LinkDecisions(TwinStore store, TwinIris iris, Collection<LinkRule> rules, InstantSource clock) {
    this(store, iris, rules, Set.of(), clock);
  }

  private LinkDecisions(
      TwinStore store,
      TwinIris iris,
      Collection<LinkRule> rules,
      Set<String> kept,
      InstantSource clock) {
    this.store = store;
    this.iris = iris;
    this.kept = Set.copyOf(kept);
    this.clock = clock;
    rules.forEach(rule -> this.rules.put(rule.name(), rule));
  }

  /// A decision to take down.
  ///
  /// @param rule name of the rule
  /// @param author name of the person; not blank
  /// @param comment may be empty
  /// @param seen what [#seen] said of the pair when the person looked; empty to decide on what is
  ///   there now
  public record Wanted(
      String rule, Pair pair, Choice choice, String author, String comment, String seen) {}

  /// What came of it.
  ///
  /// @param review the decision; an earlier one where this said nothing new
  /// @param fresh whether it was written now
  /// @param standing what stands of the pair from now on
  /// @param verdict what the rule's graph says from now on
  public record Done(Review review, boolean fresh, Standing standing, Verdict verdict) {}

  /// What a rule compares.
  public Compared compared(String rule) {
    return Optional.ofNullable(rules.get(rule)).map(Compared::by).orElse(Compared.SHAPES);
  }

  /// The rule of a name, where the workspace has it.
  public Optional<LinkRule> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  /// The rules of the workspace, in their order.
  public List<LinkRule> rules() {
    return List.copyOf(rules.values());
  }

  /// Names what a person sees of a pair: another name, another state.
  public static String seen(ThingState source, ThingState target) {
    return source.version() + target.version();
  }

  /// Takes down a decision.
  ///
  /// @throws WorkspaceException `link.no-author`, `link.long-comment`, `link.unknown-pair` when the
  ///   rule has no such link and the twin no such things, `link.changed-meanwhile` when the things
  ///   are not any more what the person saw
  public Done decide(Wanted wanted) {
    if (wanted.author().isBlank()) {
      throw refused(
          "link.no-author",
          "the author of a decision",
          "nobody",
          "the name of a person",
          "Say who decides: decisions are kept with their authors.");
    }
    if (wanted.comment().length() > LONGEST) {
      throw refused(
          "link.long-comment",
          "the comment of a decision",
          wanted.comment().length() + " characters",
          LONGEST + " at most",
          "Shorten it, or put the rest where it can be linked to.");
    }
    Done done = store.write(view -> new Taking(view, wanted).done());
    return done.fresh && kept.contains(wanted.rule()) ? followed(wanted, done) : done;
  }

  /// With what the commit has made of the link.
  private Done followed(Wanted wanted, Done done) {
    Verdict verdict =
        store.read(view ->
            StoredLink.read(view.dataset(), iris, wanted.rule(), wanted.pair().hash())
                .map(StoredLink::verdict)
                .orElse(Verdict.REJECT));
    return new Done(done.review, true, done.standing, verdict);
  }

  private static WorkspaceException refused(
      String code, String place, String found, String expected, String remedy) {
    return new WorkspaceException(
        Finding.violation(code, Place.of(place), found, expected, remedy));
  }

  /// One decision in its transaction.
  private final class Taking {
    private final WriteView view;
    private final DatasetGraph data;
    private final Wanted wanted;
    private final Pair pair;
    private final Node graph;
    private final Optional<StoredLink> link;

    Taking(WriteView view, Wanted wanted) {
      this.view = view;
      this.data = view.dataset();
      this.wanted = wanted;
      this.pair = wanted.pair();
      this.graph = iris.linkGraph(wanted.rule());
      this.link = StoredLink.read(data, iris, wanted.rule(), pair.hash());
    }

    Done done() {
      Reviews before = reviews(view);
      requireKnown(before);
      Compared compared = compared(wanted.rule());
      ThingReader things = new ThingReader(data, iris, compared);
      ThingState source = things.source(pair);
      ThingState target = things.target(pair);
      requireSeen(source, target);
      Review review = review(before, source, target);
      Optional<Review> last = last(before).filter(review::repeats);
      if (last.isPresent()) {
        return new Done(
            last.orElseThrow(),
            false,
            before.standing(pair, source, target, compared.tolerance()),
            link.map(StoredLink::verdict).orElse(Verdict.REJECT));
      }
      ReviewGraph written = new ReviewGraph(iris);
      Node reviews = ReviewGraph.graph(iris);
      for (Triple said : written.statements(review)) {
        Node subject = said.getSubject();
        if (!data.contains(reviews, subject, said.getPredicate(), said.getObject())) {
          view.add(reviews, subject, said.getPredicate(), said.getObject());
        }
      }
      Standing standing = reviews(view).standing(pair, source, target, compared.tolerance());
      Verdict verdict =
          kept.contains(wanted.rule()) ? Verdict.REVIEW : follow(standing, written.node(review));
      return new Done(review, true, standing, verdict);
    }

    private Reviews reviews(View of) {
      return Reviews.read(of, iris, wanted.rule(), pair, _ -> {});
    }

    private Optional<Review> last(Reviews reviews) {
      List<Review> all = reviews.of(pair);
      return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private void requireKnown(Reviews before) {
      boolean ruled =
          rules.containsKey(wanted.rule()) || data.contains(graph, Node.ANY, Node.ANY, Node.ANY);
      boolean things =
          ruled
              && data.contains(Node.ANY, uri(pair.source()), Node.ANY, Node.ANY)
              && data.contains(Node.ANY, uri(pair.target()), Node.ANY, Node.ANY);
      if (link.isEmpty() && before.isEmpty() && !things) {
        throw refused(
            "link.unknown-pair",
            wanted.rule() + " " + pair.source() + " " + pair.target(),
            ruled ? "no such link, and not both things" : "no such rule",
            "a link of the rule, or two things of the twin",
            "Look at /links for the rules and their links.");
      }
    }

    private void requireSeen(ThingState source, ThingState target) {
      if (!wanted.seen().isEmpty() && !wanted.seen().equals(seen(source, target))) {
        throw refused(
            "link.changed-meanwhile",
            wanted.rule() + "/" + pair.hash(),
            "things that have changed since they were looked at",
            "the things as they are now",
            "Look at the pair again, then decide.");
      }
    }

    private Review review(Reviews before, ThingState source, ThingState target) {
      Basis basis =
          link.map(one -> one.basis(source, target))
              .orElseGet(() -> new Basis(source, target, Map.of(), ""));
      Instant now = clock.instant();
      // A clock that was set back must not put a decision before the one it follows.
      Instant time =
          last(before)
              .map(Review::time)
              .filter(earlier -> !earlier.isBefore(now.truncatedTo(ChronoUnit.MILLIS)))
              .map(earlier -> earlier.plusMillis(1))
              .orElse(now);
      return new Review(
          wanted.rule(), pair, wanted.choice(), wanted.author(), wanted.comment(), time, basis);
    }

    // ---- what follows for the link

    private Verdict follow(Standing standing, Node review) {
      return switch (standing) {
        case Standing.Decided(boolean accepted, Review _) -> {
          if (!accepted) {
            remove();
            yield Verdict.REJECT;
          }
          state(Verdict.ACCEPT);
          set(Lacis.DECIDED_BY, review);
          yield Verdict.ACCEPT;
        }
        case Standing.Contradictory _, Standing.Stale _ -> {
          state(Verdict.REVIEW);
          yield Verdict.REVIEW;
        }
        case Standing.None _ -> {
          boolean decided = link.isEmpty() || !link.orElseThrow().decidedBy().isEmpty();
          if (decided) {
            // Who decided took it back: it is open again.
            state(Verdict.REVIEW);
          }
          yield decided ? Verdict.REVIEW : link.orElseThrow().verdict();
        }
      };
    }

    private void state(Verdict verdict) {
      Node node = node();
      boolean accepted = verdict == Verdict.ACCEPT;
      Node predicate = predicate();
      Optional<Node> inverse = rule(wanted.rule()).flatMap(rule -> rule.emit().inverse());
      view.delete(graph, node, TYPE, accepted ? Lacis.PROPOSED_LINK : Lacis.LINK);
      view.add(graph, node, TYPE, accepted ? Lacis.LINK : Lacis.PROPOSED_LINK);
      if (accepted) {
        view.add(graph, uri(pair.source()), predicate, uri(pair.target()));
        inverse.ifPresent(back -> view.add(graph, uri(pair.target()), back, uri(pair.source())));
      } else {
        unsay(predicate, inverse);
        clear(node, Lacis.DECIDED_BY);
      }
      set(Lacis.VERDICT, NodeFactory.createLiteralString(verdict.key()));
      if (link.isEmpty()) {
        view.add(graph, node, Lacis.LINK_SOURCE, uri(pair.source()));
        view.add(graph, node, Lacis.LINK_TARGET, uri(pair.target()));
        view.add(graph, node, Lacis.LINK_PREDICATE, predicate);
        view.add(graph, node, Lacis.RULE, iris.node("id/rule/" + wanted.rule()));
        view.add(
            graph, node, Lacis.SCORE, NodeFactory.createLiteralDT("1.0", XSDDatatype.XSDdecimal));
        evidence(node, "Décidé par " + wanted.author() + ".", "fr");
        evidence(node, "Decided by " + wanted.author() + ".", "en");
      }
    }

    private void evidence(Node node, String sentence, String language) {
      view.add(graph, node, Lacis.EVIDENCE, NodeFactory.createLiteralLang(sentence, language));
    }

    private void remove() {
      if (link.isPresent()) {
        unsay(predicate(), rule(wanted.rule()).flatMap(rule -> rule.emit().inverse()));
        clear(node(), Node.ANY);
        String group = link.orElseThrow().group();
        Node cluster = uri(group);
        if (!group.isEmpty() && !data.contains(graph, Node.ANY, Lacis.LINK_GROUP, cluster)) {
          clear(cluster, Node.ANY);
        }
      }
    }

    private void unsay(Node predicate, Optional<Node> inverse) {
      view.delete(graph, uri(pair.source()), predicate, uri(pair.target()));
      rule(wanted.rule()).stream()
          .flatMap(rule -> rule.emit().all().stream())
          .forEach(one -> view.delete(graph, uri(pair.source()), one, uri(pair.target())));
      inverse.ifPresent(back -> view.delete(graph, uri(pair.target()), back, uri(pair.source())));
    }

    private void set(Node property, Node value) {
      clear(node(), property);
      view.add(graph, node(), property, value);
    }

    private void clear(Node subject, Node property) {
      Iter.toList(data.find(graph, subject, property, Node.ANY))
          .forEach(quad -> view.delete(graph, subject, quad.getPredicate(), quad.getObject()));
    }

    private Node node() {
      return pair.link(iris, wanted.rule());
    }

    private Node predicate() {
      return link.map(StoredLink::predicate)
          .filter(known -> !known.isEmpty())
          .map(NodeFactory::createURI)
          .or(() -> rule(wanted.rule()).map(rule -> rule.emit().predicate()))
          .orElse(Lacis.CORRESPONDS_TO);
    }

    private static Node uri(String iri) {
      return NodeFactory.createURI(iri);
    }
  }
}
