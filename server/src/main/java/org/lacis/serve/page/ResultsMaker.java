package org.lacis.serve.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.lacis.search.Found;
import org.lacis.search.Sought;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Speakers;
import org.lacis.vocabulary.Lacis;

/// Puts what a search found into words.
public final class ResultsMaker {
  /// So many classes are offered; those that follow are rare.
  private static final int KINDS = 12;

  private final DatasetGraph data;
  private final Labels labels;
  private final LocalIris iris;
  private final Words words;
  private final Voices voices;

  public ResultsMaker(DatasetGraph data, LocalIris iris, Words words, Collection<TwinPart> twins) {
    this.data = data;
    this.labels = new Labels(data, words.language().tag());
    this.iris = iris;
    this.words = words;
    this.voices = new Voices(new Speakers(iris.base()), words, twins);
  }

  public Results results(Sought sought, Found found) {
    long reachable = Math.min(found.total(), Sought.DEEPEST);
    String here = address(sought.words(), sought.kind(), sought.twin());
    return new Results(
        words.get("search.title"),
        lead(sought, found),
        sought.words(),
        found.total(),
        found.exact(),
        found.complete(),
        kinds(sought, found),
        twins(sought, found),
        found.things().stream().map(this::row).toList(),
        Paging.of(reachable, sought.from() / Paging.SIZE + 1, here + "&page="));
  }

  private String lead(Sought sought, Found found) {
    List<String> lead = new ArrayList<>();
    if (sought.words().isEmpty()) {
      lead.add(words.get("search.nothing"));
    } else if (found.total() == 0) {
      lead.add(words.get("search.none"));
    } else if (found.exact()) {
      lead.add(words.count("search.found", found.total(), sought.words()));
    } else {
      lead.add(words.count("search.near", found.total(), sought.words()));
    }
    if (found.total() > Sought.DEEPEST) {
      lead.add(words.get("search.deep", Sought.DEEPEST));
    }
    if (!found.complete()) {
      lead.add(words.get("search.reading"));
    }
    return String.join(" ", lead);
  }

  private static String address(String sought, Optional<Node> kind, Optional<String> twin) {
    return "/search?q="
        + encoded(sought)
        + kind.map(one -> "&kind=" + encoded(one.getURI())).orElse("")
        + twin.map(one -> "&twin=" + encoded(one)).orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<Results.Part> kinds(Sought sought, Found found) {
    if (found.kinds().size() < 2 && sought.kind().isEmpty()) {
      return List.of();
    }
    return found.kinds().stream()
        .limit(KINDS)
        .map(share -> {
          boolean shown = sought.kind().filter(share.of()::equals).isPresent();
          return new Results.Part(
              share.of().getURI(),
              "",
              Words.capital(labels.of(share.of())),
              words.number(share.count()),
              address(
                  sought.words(),
                  shown ? Optional.empty() : Optional.of(share.of()),
                  sought.twin()),
              shown);
        })
        .toList();
  }

  private List<Results.Part> twins(Sought sought, Found found) {
    if (found.twins().size() < 2 && sought.twin().isEmpty()) {
      return List.of();
    }
    return found.twins().stream()
        .map(share -> {
          boolean shown = sought.twin().filter(share.of()::equals).isPresent();
          return new Results.Part(
              share.of(),
              share.of(),
              voices.name(share.of()),
              words.number(share.count()),
              address(
                  sought.words(),
                  sought.kind(),
                  shown ? Optional.empty() : Optional.of(share.of())),
              shown);
        })
        .toList();
  }

  private Results.Row row(Node thing) {
    Set<Node> graphs = new LinkedHashSet<>();
    data.findNG(Node.ANY, thing, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> graphs.add(quad.getGraph()));
    List<String> details = new ArrayList<>();
    boolean named = labels.name(thing).isPresent();
    String kind = labels.kind(thing).map(labels::of).orElse("");
    if (named) {
      details.add(Labels.local(thing.getURI()));
    }
    labels.literal(thing, Lacis.term("usage")).ifPresent(details::add);
    labels
        .literal(thing, Heights.HEIGHT)
        .ifPresent(height -> details.add(words.number(height) + "\u00a0m"));
    return new Results.Row(
        thing.getURI(),
        voices.home(graphs),
        Words.capital(labels.of(thing)),
        iris.page(thing.getURI()),
        named ? kind : "",
        String.join(", ", details));
  }
}
