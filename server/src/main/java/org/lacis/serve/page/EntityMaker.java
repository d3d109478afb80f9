package org.lacis.serve.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.FmtUtils;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Speakers;
import org.lacis.serve.twin.Speakers.Speaker;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// Reads all that the page about one thing shows, from one view. For one request.
public final class EntityMaker {
  private static final Set<Node> ELSEWHERE =
      Set.of(
          RDF.type.asNode(),
          RDFS.label.asNode(),
          Geo.HAS_GEOMETRY,
          Geo.HAS_DEFAULT_GEOMETRY,
          Lacis.SOLID_GEOMETRY,
          Lacis.IN_TWIN,
          Lacis.CORRESPONDS_TO);

  // counterparts shown before the reader asks for the others
  private static final int FIRST = 12;

  private final DatasetGraph data;
  private final View view;
  private final Labels labels;
  private final LocalIris iris;
  private final Words words;
  private final Voices voices;
  private final Because because;

  /// @param twins the twins with their hues
  public EntityMaker(View view, LocalIris iris, Words words, Collection<TwinPart> twins) {
    this.view = view;
    this.data = view.dataset();
    this.labels = new Labels(data, words.language().tag());
    this.iris = iris;
    this.words = words;
    this.voices = new Voices(new Speakers(iris.base()), words, twins);
    this.because = new Because(data, labels, words);
  }

  /// Makes the page.
  ///
  /// @param by IRI of the property whose incoming statements are listed; empty for the most
  ///   frequent
  /// @param all twin whose counterparts are listed page by page; empty for the first of each
  /// @param page page of the list that was asked for, from 1
  public Entity make(Node thing, String by, String all, int page) {
    Statements said = Statements.of(data, thing);
    Pairs pairs = Pairs.of(data, thing, labels);
    String home = voices.home(said.graphs());
    Heights heights = Heights.of(data, thing, pairs.counterparts(), voices, home);
    Optional<Drawing> drawing = drawing(thing, home, pairs);
    return new Entity(
        Words.capital(labels.of(thing)),
        lead(thing, said, home, pairs, heights),
        thing.getURI(),
        crumbs(thing, said),
        groups(thing, said, pairs, heights),
        counterparts(thing, pairs, all, page),
        Refer.of(data, thing, labels, iris, words).list(by, all.isEmpty() ? page : 1),
        drawing,
        drawing.isEmpty() ? List.of() : legend(home, pairs),
        moments(said),
        origins(said));
  }

  private String lead(Node thing, Statements said, String home, Pairs pairs, Heights heights) {
    if (said.isEmpty()) {
      return words.get("lead.nothing");
    }
    List<String> parts = new ArrayList<>();
    if (!home.isEmpty()) {
      String name = voices.within(home);
      boolean building = said.types().contains(Lacis.BUILDING);
      Map<String, List<Pairs.Pair>> others = new TreeMap<>();
      pairs
          .counterparts()
          .forEach(pair ->
              others
                  .computeIfAbsent(voices.home(pair.graphs(data)), _ -> new ArrayList<>())
                  .add(pair));
      others.remove(home);
      others.remove("");
      String kind = building ? ".building" : "";
      others.forEach((twin, found) ->
          parts.add(
              found.size() == 1
                  ? words.get("lead.one" + kind, name, voices.within(twin))
                  : words.get(
                      "lead.pair" + kind, name, words.spelled(found.size()), voices.within(twin))));
      if (others.isEmpty()) {
        parts.add(words.get(building ? "lead.alone" : "lead.said", name));
      }
    }
    if (heights.disagree()) {
      parts.add(words.get("lead.heights"));
    }
    labels
        .literal(thing, Lacis.term("population"))
        .ifPresent(people -> parts.add(words.get("lead.people", words.number(people))));
    return parts.isEmpty()
        ? labels.literal(thing, DCTerms.description.asNode()).orElse("")
        : String.join(" ", parts);
  }

  private List<Entity.Link> crumbs(Node thing, Statements said) {
    List<Entity.Link> crumbs = new ArrayList<>();
    crumbs.add(new Entity.Link(words.get("nav.explore"), "/"));
    for (String place : List.of("inCommune", "partOf")) {
      said.values(Lacis.term(place)).stream()
          .map(Statements.Said::value)
          .filter(Node::isURI)
          .findFirst()
          .ifPresent(
              node -> crumbs.add(new Entity.Link(labels.of(node), iris.page(node.getURI()))));
    }
    labels
        .kind(thing)
        .filter(Node::isURI)
        .ifPresent(kind ->
            crumbs.add(
                new Entity.Link(Words.capital(labels.of(kind)), Addresses.kind(kind.getURI(), 1))));
    return crumbs;
  }

  private List<Entity.Group> groups(Node thing, Statements said, Pairs pairs, Heights heights) {
    Map<Topic, List<Entity.Row>> rows = new TreeMap<>();
    said.predicates().stream()
        .filter(predicate -> !ELSEWHERE.contains(predicate))
        .sorted(Comparator.comparingInt(Topic::rank))
        .forEach(predicate -> {
          List<Statements.Said> values = said.values(predicate);
          Topic topic = Topic.of(predicate, values.getFirst().value());
          if (topic != Topic.MOMENT) {
            rows.computeIfAbsent(topic, _ -> new ArrayList<>())
                .add(row(thing, predicate, values, pairs, heights));
          }
        });
    List<Entity.Group> groups = new ArrayList<>();
    rows.forEach((topic, list) -> groups.add(new Entity.Group(words.get(topic.key()), list)));
    return groups;
  }

  private Entity.Row row(
      Node thing, Node predicate, List<Statements.Said> said, Pairs pairs, Heights heights) {
    List<Entity.Value> values = new ArrayList<>();
    for (Statements.Said one : said) {
      Entity.Says says = voices.says(one.graphs(), () -> why(thing, predicate, one.value(), pairs));
      if (voices.isInferred(one.graphs())) {
        says = says.at(proof(thing, predicate, one.value()));
      }
      values.add(value(predicate, one.value(), says));
    }
    Optional<Entity.Scale> scale = Optional.empty();
    if (predicate.equals(Heights.HEIGHT)) {
      values.addAll(heights.others(words));
      scale = heights.scale(words, iris);
    }
    return new Entity.Row(
        Words.capital(labels.of(predicate)), iris.page(predicate.getURI()), values, scale);
  }

  /// Where it is told why a statement holds.
  private Entity.Link proof(Node thing, Node predicate, Node value) {
    if (thing.isBlank() || value.isBlank()) {
      return Entity.Says.NOWHERE;
    }
    String statement =
        FmtUtils.stringForNode(thing)
            + " "
            + FmtUtils.stringForNode(predicate)
            + " "
            + FmtUtils.stringForNode(value);
    return new Entity.Link(
        words.get("why.all"),
        "/why?statement=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
  }

  private String why(Node thing, Node predicate, Node value, Pairs pairs) {
    String evidence = pairs.why(predicate, value);
    return evidence.isEmpty() ? because.why(thing, predicate, value).orElse("") : evidence;
  }

  private Entity.Value value(Node predicate, Node value, Entity.Says says) {
    if (value.isURI()) {
      boolean known = data.contains(Node.ANY, value, Node.ANY, Node.ANY);
      String href =
          known || value.getURI().startsWith(iris.base())
              ? iris.page(value.getURI())
              : value.getURI();
      return new Entity.Value(labels.of(value), "", href, false, says);
    }
    if (!value.isLiteral()) {
      return new Entity.Value("…", "", "", false, says);
    }
    String text = value.getLiteralLexicalForm();
    if (Topic.isNumber(value)) {
      return new Entity.Value(words.number(text), Topic.unit(predicate), "", true, says);
    }
    if (value.getLiteralDatatypeURI().endsWith("#boolean")) {
      text = words.get(text.equals("true") || text.equals("1") ? "yes" : "no");
    }
    return new Entity.Value(text, "", "", false, says);
  }

  private List<Entity.Counterparts> counterparts(Node thing, Pairs pairs, String all, int page) {
    Map<String, List<Pairs.Pair>> byTwin = new TreeMap<>();
    for (Pairs.Pair pair : pairs.counterparts()) {
      byTwin.computeIfAbsent(voices.home(pair.graphs(data)), _ -> new ArrayList<>()).add(pair);
    }
    String here = iris.page(thing.getURI());
    String ask = here + (here.contains("?") ? "&" : "?") + "all=";
    List<Entity.Counterparts> lists = new ArrayList<>();
    byTwin.forEach((twin, found) -> {
      boolean paged = !twin.isEmpty() && twin.equals(all);
      Paging paging = Paging.of(paged ? found.size() : 0, page, ask + twin + "&page=");
      List<Entity.Item> items =
          found.stream()
              .skip(paged ? paging.from() : 0)
              .limit(paged ? Paging.SIZE : FIRST)
              .map(this::item)
              .toList();
      int rest = found.size() - items.size();
      Entity.Link more =
          paged || rest == 0
              ? new Entity.Link("", "")
              : new Entity.Link(words.count("others", rest), ask + twin + "#with-" + twin);
      String title =
          twin.isEmpty()
              ? words.get("counterparts")
              : words.get("counterparts.in", voices.within(twin));
      lists.add(new Entity.Counterparts(title, "with-" + twin, found.size(), items, more, paging));
    });
    return lists;
  }

  private Entity.Item item(Pairs.Pair pair) {
    List<String> details = new ArrayList<>();
    labels.literal(pair.other(), Lacis.term("usage")).ifPresent(details::add);
    labels
        .literal(pair.other(), Heights.HEIGHT)
        .ifPresent(height -> details.add(words.number(height) + "\u00a0m"));
    String area =
        pair.area().isEmpty() ? "" : words.number(Math.round(Double.parseDouble(pair.area())));
    return new Entity.Item(
        Words.capital(labels.of(pair.other())),
        iris.page(pair.other().getURI()),
        String.join(", ", details),
        area,
        area.isEmpty() ? "" : "m²",
        pair.why());
  }

  private Optional<Drawing> drawing(Node thing, String home, Pairs pairs) {
    MapMaker map = new MapMaker(view);
    map.add(thing, home, false);
    pairs.counterparts().stream()
        .limit(40)
        .forEach(pair -> map.add(pair.other(), voices.home(pair.graphs(data)), true));
    return map.draw(words.get("map.label", labels.of(thing)), 1.7);
  }

  private List<Entity.Says> legend(String home, Pairs pairs) {
    List<Entity.Says> legend = new ArrayList<>();
    legend.add(new Entity.Says(home, words.get("map.here", voices.name(home)), ""));
    Set<String> others = new HashSet<>();
    for (Pairs.Pair pair : pairs.counterparts()) {
      String twin = voices.home(pair.graphs(data));
      if (!twin.isEmpty() && others.add(twin)) {
        legend.add(new Entity.Says(twin, words.get("map.there", voices.name(twin)), "outline"));
      }
    }
    return legend;
  }

  private List<Entity.Moment> moments(Statements said) {
    Map<String, Entity.Moment> moments = new TreeMap<>();
    for (Node predicate : said.predicates()) {
      for (Statements.Said one : said.values(predicate)) {
        if (Topic.of(predicate, one.value()) == Topic.MOMENT) {
          String when = one.value().getLiteralLexicalForm();
          moments.put(
              when + predicate,
              new Entity.Moment(
                  words.date(when),
                  Words.capital(labels.of(predicate)),
                  voices.says(one.graphs(), () -> "")));
        }
      }
    }
    return List.copyOf(moments.values());
  }

  private List<Entity.Origin> origins(Statements said) {
    Map<Node, Entity.Origin> origins = new LinkedHashMap<>();
    for (Node graph : said.graphs()) {
      if (voices.speaker(graph) instanceof Speaker.Twin twin) {
        List<String> details = new ArrayList<>();
        publisher(graph).ifPresent(details::add);
        license(graph).ifPresent(details::add);
        labels
            .literal(graph, DCTerms.issued.asNode())
            .ifPresent(date -> details.add(words.date(date)));
        String title = labels.name(graph).orElse(Labels.local(graph.getURI()));
        origins.put(
            graph,
            new Entity.Origin(
                new Entity.Link(title, "/catalogue#" + Addresses.anchor(graph.getURI())),
                String.join(", ", details),
                new Entity.Says(twin.key(), voices.name(twin.key()), "")));
      }
    }
    return List.copyOf(origins.values());
  }

  private Optional<String> publisher(Node graph) {
    return object(graph, DCTerms.publisher.asNode()).map(labels::of);
  }

  private Optional<String> license(Node graph) {
    return object(graph, DCTerms.license.asNode())
        .map(node -> node.isURI() ? Addresses.licence(node.getURI()) : labels.of(node));
  }

  private Optional<Node> object(Node subject, Node predicate) {
    Iterator<Quad> quads = data.findNG(Node.ANY, subject, predicate, Node.ANY);
    return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
  }
}
