package org.lacis.mapping;

import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.irix.IRIxResolver;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.RiotParseException;
import org.apache.jena.riot.WebContent;
import org.apache.jena.riot.lang.RiotParsers;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.ParserProfileStd;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapFactory;
import org.apache.jena.riot.system.RiotLib;
import org.apache.jena.riot.system.StreamRDFLib;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Reads Turtle and keeps the line of every node and statement, which RDF itself forgets.
///
/// Jena's parser asks its profile to make each term and triple and tells it the position; the
/// profile below notes it.
final class TurtleReader {
  private static final Pattern UNDECLARED = Pattern.compile("Undefined prefix: ([^ :]*)");

  private TurtleReader() {}

  /// @throws MappingException when the text is no Turtle; names the line
  static MappingGraph read(Reader text, String file, String baseIri) {
    RIOT.init();
    MappingGraph graph = new MappingGraph(file);
    PrefixMap prefixes = PrefixMapFactory.create();
    ErrorHandler errors = ErrorHandlerFactory.errorHandlerExceptionOnError();
    try {
      RiotParsers.factoryTTL
          .create(Lang.TURTLE, new Profile(graph, errors, baseIri, prefixes))
          .read(text, baseIri, WebContent.ctTurtle, StreamRDFLib.sinkNull(), RIOT.getContext());
    } catch (RiotParseException e) {
      Matcher undeclared = UNDECLARED.matcher(e.getOriginalMessage());
      if (undeclared.find()) {
        Place place = Place.line(file, e.getLine()).field("column " + e.getCol());
        throw new MappingException(
            Prefixes.undeclared(undeclared.group(1), place, prefixes.getMapping().keySet()), e);
      }
      throw syntax(
          Place.line(file, e.getLine()).field("column " + e.getCol()), e.getOriginalMessage(), e);
    } catch (RiotException e) {
      throw syntax(Place.of(file), String.valueOf(e.getMessage()), e);
    }
    prefixes.forEach(graph::prefix);
    return graph;
  }

  private static MappingException syntax(Place place, String message, RiotException cause) {
    return new MappingException(
        Finding.violation(
            "mapping.syntax",
            place,
            message,
            "Turtle",
            "Look at this line and the one before it: a missing dot, semicolon, quote or prefix is"
                + " the usual reason; a backslash in a string is written twice."),
        cause);
  }

  private static final class Profile extends ParserProfileStd {
    private final MappingGraph graph;
    private final Map<Node, Long> seen = new HashMap<>();

    Profile(MappingGraph graph, ErrorHandler errors, String baseIri, PrefixMap prefixes) {
      super(
          RiotLib.factoryRDF(),
          errors,
          IRIxResolver.create().base(baseIri).resolve(true).allowRelative(false).build(),
          prefixes,
          RIOT.getContext(),
          true,
          false);
      this.graph = graph;
    }

    @Override
    public Node createURI(String iri, long line, long column) {
      return noted(super.createURI(iri, line, column), line);
    }

    @Override
    public Node createBlankNode(Node scope, String label, long line, long column) {
      return noted(super.createBlankNode(scope, label, line, column), line);
    }

    @Override
    public Node createBlankNode(Node scope, long line, long column) {
      return noted(super.createBlankNode(scope, line, column), line);
    }

    @Override
    public Triple createTriple(Node subject, Node predicate, Node object, long line, long column) {
      long at = seen.getOrDefault(object, line);
      graph.add(subject, predicate, object, seen.getOrDefault(subject, line), at);
      return super.createTriple(subject, predicate, object, line, column);
    }

    private Node noted(Node node, long line) {
      seen.put(node, line);
      return node;
    }
  }
}
