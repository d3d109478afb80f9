package org.lacis.serve;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.ingest.Departures;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.Profile;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.serve.web.Variant;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What the answers about one thing have in common: which documents there are, what their headers
/// say, and what is answered when the thing is no more.
///
/// @param thing what is asked for
/// @param page address of the page about it, without an ending: `/doc/…` or `/about?iri=…`
record LinkedData(Node thing, String page) {
  private static final String ALTR = "http://www.w3.org/ns/dx/connegp/altr#";

  /// Addresses longer than this are not repeated in every alternate: a header has its limits.
  private static final int LONG = 300;

  /// The address of a document.
  String address(Variant variant) {
    boolean parameter = page.contains("?");
    if (variant.profile() == Profile.FULL && !parameter) {
      return page + "." + variant.suffix();
    }
    return page
        + (parameter ? "&" : "?")
        + Variant.PROFILE
        + "="
        + variant.profile().token()
        + "&"
        + Variant.MEDIA
        + "="
        + URLEncoder.encode(variant.suffix(), StandardCharsets.UTF_8);
  }

  /// Says which document this is, and which others there are.
  void headers(Context ctx, Variant variant) {
    String profile = variant.profile().iri();
    ctx.header("Content-Profile", "<" + profile + ">");
    List<String> links = new ArrayList<>();
    links.add("<" + profile + ">; rel=\"profile\"");
    links.add("<" + LocalIris.escaped(thing.getURI()) + ">; rel=\"describes\"");
    if (page.length() <= LONG) {
      for (Profile other : Profile.values()) {
        for (Variant each : other.variants()) {
          boolean kin = other == variant.profile();
          boolean first = each.equals(other.variants().getFirst());
          if (!each.equals(variant) && (kin || first)) {
            links.add(alternate(each));
          }
        }
      }
    }
    links.forEach(link -> ctx.res().addHeader("Link", link));
  }

  private String alternate(Variant variant) {
    return "<"
        + LocalIris.escaped(address(variant))
        + ">; rel=\"alternate\"; type=\""
        + variant.mediaType()
        + "\"; formats=\""
        + variant.profile().iri()
        + "\"";
  }

  /// The documents about the thing, in RDF (W3C Content Negotiation by Profile, section 7).
  Graph alternates(String base) {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.getPrefixMapping().setNsPrefix("altr", ALTR);
    Node has = NodeFactory.createURI(ALTR + "hasRepresentation");
    for (Profile profile : Profile.values()) {
      Node iri = NodeFactory.createURI(profile.iri());
      graph.add(
          iri, RDF.type.asNode(), NodeFactory.createURI("http://www.w3.org/ns/dx/prof/Profile"));
      graph.add(
          iri,
          NodeFactory.createURI("http://www.w3.org/ns/dx/prof/hasToken"),
          NodeFactory.createLiteralString(profile.token()));
      graph.add(iri, RDFS.label.asNode(), NodeFactory.createLiteralString(profile.token()));
      for (Variant variant : profile.variants()) {
        Node document =
            NodeFactory.createURI(base + LocalIris.escaped(address(variant)).substring(1));
        boolean standard = profile == Profile.FULL && variant.equals(profile.variants().getFirst());
        graph.add(
            thing,
            standard ? NodeFactory.createURI(ALTR + "hasDefaultRepresentation") : has,
            document);
        graph.add(document, RDF.type.asNode(), NodeFactory.createURI(ALTR + "Representation"));
        graph.add(document, DCTerms.conformsTo.asNode(), iri);
        graph.add(
            document,
            DCTerms.format.asNode(),
            NodeFactory.createLiteralString(variant.mediaType()));
      }
    }
    return graph;
  }

  /// Answers that the thing is no more: in RDF for whoever wants RDF, else as a problem.
  ///
  /// @throws ServeException 410, when it is not answered here
  static void gone(Context ctx, Departures.Departure departure) {
    List<String> replacements = departure.replacements().stream().map(Node::getURI).toList();
    ctx.header("Vary", org.lacis.serve.web.Answered.VARY);
    for (String replacement : replacements) {
      ctx.res()
          .addHeader(
              "Link",
              "<"
                  + LocalIris.escaped(replacement)
                  + ">; rel=\"successor-version http://purl.org/dc/terms/isReplacedBy\"");
    }
    Accept accept = Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), ""));
    boolean rdf =
        !accept.prefersPage()
            && Form.RDF.stream()
                .anyMatch(form ->
                    accept.ranges().stream()
                        .anyMatch(
                            range -> range.q() > 0 && range.value().equals(form.mediaType())));
    if (rdf) {
      Graph graph = GraphFactory.createDefaultGraph();
      departure.statements().forEach(graph::add);
      ctx.status(410).header("Cache-Control", "public, no-cache");
      RdfAnswer.send(ctx, graph, accept.choose(Form.RDF).orElse(Form.TURTLE));
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("thing", departure.thing().getURI());
    members.put("replacements", replacements);
    departure.since().ifPresent(time -> members.put("since", time));
    Finding finding =
        Finding.violation(
            "serve.gone",
            Place.of(departure.thing().getURI()),
            departure.since().map(time -> "gone since " + time).orElse("gone"),
            "",
            replacements.isEmpty()
                ? "Nothing is said to have taken its place."
                : "Ask for what has taken its place: " + String.join(", ", replacements));
    throw new ServeException(410, finding, Map.of(), members);
  }
}
