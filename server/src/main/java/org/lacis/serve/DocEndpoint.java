package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.ingest.Departures;
import org.lacis.serve.page.Entity;
import org.lacis.serve.page.EntityMaker;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Listing;
import org.lacis.serve.page.Paging;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Description;
import org.lacis.serve.twin.EntityFeature;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.Rights;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.Profile;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.serve.web.Variant;
import org.lacis.store.View;
import org.lacis.vocabulary.TwinIris;

/// `/doc/…`: what is known of the thing at `/id/…`, as a page, in an RDF form, or as a feature of
/// GeoJSON, whole or the part of it that a profile asks for; `/about?iri=…` likewise, for what is
/// named elsewhere.
record DocEndpoint(Site site, Rights rights, Freshness freshness) implements Handler {
  private static final int LAST_PAGE = 1_000_000;

  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/doc/".length());
    Things thing =
        site.store()
            .read(view -> Things.find(view.dataset(), site.iris(), path))
            .orElseThrow(() -> unknown("/id/" + path));
    String stem = thing.ending().isEmpty() ? path : path.substring(0, path.lastIndexOf('.'));
    answer(ctx, new LinkedData(thing.node(), "/doc/" + stem), thing.ending());
  }

  /// What is known of an IRI given as a parameter.
  void about(Context ctx) {
    String iri = Ask.text(ctx, "iri");
    Node node = NodeFactory.createURI(iri);
    if (iri.isEmpty() || !site.store().read(view -> Description.exists(view.dataset(), node))) {
      throw unknown(iri.isEmpty() ? "parameter iri" : iri);
    }
    answer(ctx, new LinkedData(node, aboutPage(iri)), Ask.text(ctx, "form"));
  }

  private static String aboutPage(String iri) {
    return "/about?iri=" + java.net.URLEncoder.encode(iri, java.nio.charset.StandardCharsets.UTF_8);
  }

  private void answer(Context ctx, LinkedData linked, String ending) {
    ctx.header("Vary", Answered.VARY);
    Optional<Departures.Departure> gone =
        site.store()
            .read(view ->
                Departures.find(view.dataset(), new TwinIris(site.iris().base()), linked.thing()));
    if (gone.isPresent()) {
      LinkedData.gone(ctx, gone.get());
      return;
    }
    Variant variant = Variant.asked(ctx, ending);
    if (variant.form().equals(Optional.of(Form.HTML))) {
      if (variant.profile() == Profile.ALTERNATES) {
        alternatesPage(ctx, linked, variant);
      } else {
        page(ctx, linked, variant);
      }
    } else if (variant.form().isEmpty()) {
      feature(ctx, linked, variant);
    } else {
      rdf(ctx, linked, variant, variant.form().get());
    }
  }

  private void rdf(Context ctx, LinkedData linked, Variant variant, Form form) {
    Node document = NodeFactory.createURI(site.iris().base() + linked.page().substring(1));
    Description description =
        site.store().read(view -> describe(view, linked, variant.profile(), document));
    List<Rights.Terms> terms = rights.of(description.sources());
    Graph graph = description.graph();
    if (variant.profile() != Profile.ALTERNATES) {
      Rights.statements(document, terms).forEach(graph::add);
    }
    headers(ctx, linked, variant, terms);
    Answered.send(ctx, RdfAnswer.bytes(graph, form), RdfAnswer.type(form), freshness.changed());
  }

  private Description describe(View view, LinkedData linked, Profile profile, Node document) {
    TwinIris iris = new TwinIris(site.iris().base());
    return switch (profile) {
      case FULL -> Description.full(view.dataset(), linked.thing());
      case LABELS -> Description.labels(view.dataset(), linked.thing());
      case GEOMETRY -> Description.geometry(view.dataset(), linked.thing());
      case PROVENANCE -> Description.provenance(view.dataset(), iris, linked.thing(), document);
      case ALTERNATES -> new Description(linked.alternates(iris.base()), java.util.Set.of());
    };
  }

  private void feature(Context ctx, LinkedData linked, Variant variant) {
    Description located =
        site.store().read(view -> Description.geometry(view.dataset(), linked.thing()));
    List<Rights.Terms> terms = rights.of(located.sources());
    Optional<byte[]> feature =
        site.store()
            .read(view ->
                EntityFeature.geometry(view.dataset(), linked.thing())
                    .map(geometry ->
                        EntityFeature.of(view.dataset(), linked.thing(), geometry, terms)));
    byte[] body =
        feature.orElseThrow(() ->
            ServeException.of(
                406,
                "serve.not-acceptable",
                linked.thing().getURI(),
                "a thing without a geometry",
                "text/html, text/turtle, application/ld+json, application/n-triples,"
                    + " application/rdf+xml",
                "Ask for one of these."));
    headers(ctx, linked, variant, terms);
    Answered.send(ctx, body, "application/geo+json", freshness.changed());
  }

  private static void headers(
      Context ctx, LinkedData linked, Variant variant, Collection<Rights.Terms> terms) {
    linked.headers(ctx, variant);
    Rights.links(terms).forEach(link -> ctx.res().addHeader("Link", link));
  }

  private void page(Context ctx, LinkedData linked, Variant variant) {
    Words words = site.pages().words(ctx);
    String by = Ask.text(ctx, "in");
    String all = Ask.text(ctx, "all");
    int page = Ask.number(ctx, "page", 1, 1, LAST_PAGE);
    Entity entity =
        site.store()
            .read(view ->
                new EntityMaker(view, site.iris(), words, site.twins())
                    .make(linked.thing(), by, all, page));
    List<Node> sources = new ArrayList<>();
    site.store()
        .read(view -> {
          view.dataset()
              .findNG(Node.ANY, linked.thing(), Node.ANY, Node.ANY)
              .forEachRemaining(quad -> sources.add(quad.getGraph()));
          return sources;
        });
    List<Frame.Alternate> links = new ArrayList<>();
    for (Form form : Form.RDF) {
      links.add(
          new Frame.Alternate(
              linked.address(new Variant(Profile.FULL, Optional.of(form))),
              form.mediaType(),
              name(form)));
    }
    Frame frame = site.pages().frame(ctx, words, entity.title(), "explore", links);
    headers(ctx, linked, variant, rights.of(sources));
    site.pages().send(ctx, "entity", frame, Map.of("entity", entity));
    ctx.header("Vary", Answered.VARY + ", Cookie");
    Answered.unlessKnown(ctx);
  }

  private void alternatesPage(Context ctx, LinkedData linked, Variant variant) {
    Words words = site.pages().words(ctx);
    List<Listing.Row> rows = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      for (Variant each : profile.variants()) {
        rows.add(
            new Listing.Row(
                "",
                words.get("profile." + profile.token()),
                linked.address(each),
                each.mediaType()));
      }
    }
    Listing listing =
        new Listing(
            words.get("profile.title"),
            linked.thing().getURI(),
            rows,
            new Paging(1, 1, linked.page()));
    Frame frame = site.pages().frame(ctx, words, listing.title(), "explore", List.of());
    linked.headers(ctx, variant);
    site.pages().send(ctx, "list", frame, Map.of("listing", listing));
  }

  private static String name(Form form) {
    return switch (form) {
      case HTML -> "HTML";
      case TURTLE -> "Turtle";
      case JSON_LD -> "JSON-LD";
      case N_TRIPLES -> "N-Triples";
      case RDF_XML -> "RDF/XML";
    };
  }

  static ServeException unknown(String what) {
    return ServeException.of(
        404,
        "serve.unknown-thing",
        what,
        "nothing",
        "a thing of this twin",
        "Search by name or identifier.");
  }
}
