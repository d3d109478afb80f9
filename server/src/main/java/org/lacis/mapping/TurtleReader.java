package org.lacis.mapping;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  private TurtleReader() {}

  /// @throws MappingException when the file is missing or is no Turtle; names the line
  static MappingGraph read(Path file, String baseIri) {
    try (Reader text = new StringReader(Files.readString(file))) {
      return read(text, file.toString(), baseIri);
    } catch (NoSuchFileException e) {
      throw new MappingException(
          Finding.violation(
              "mapping.missing-file",
              Place.of(file.toString()),
              "no such file",
              "an RML mapping in Turtle",
              "Check the path; a dataset's mapping is named mapping.ttl unless dataset.yaml says"
                  + " otherwise."),
          e);
    } catch (CharacterCodingException e) {
      throw new MappingException(
          Finding.violation(
              "mapping.not-utf8",
              Place.of(file.toString()),
              "bytes that are not UTF-8",
              "Turtle in UTF-8",
              "Save the file as UTF-8."),
          e);
    } catch (IOException e) {
      throw new MappingException(
          Finding.violation(
              "mapping.unreadable",
              Place.of(file.toString()),
              String.valueOf(e.getMessage()),
              "a readable file",
              "Check the rights of the file."),
          e);
    }
  }

  static MappingGraph read(Reader text, String file, String baseIri) {
    RIOT.init();
    MappingGraph graph = new MappingGraph(file);
    ErrorHandler errors = ErrorHandlerFactory.errorHandlerExceptionOnError();
    try {
      RiotParsers.factoryTTL
          .create(Lang.TURTLE, new Profile(graph, errors, baseIri))
          .read(text, baseIri, WebContent.ctTurtle, StreamRDFLib.sinkNull(), RIOT.getContext());
    } catch (RiotParseException e) {
      throw syntax(
          Place.line(file, e.getLine()).field("column " + e.getCol()), e.getOriginalMessage(), e);
    } catch (RiotException e) {
      throw syntax(Place.of(file), String.valueOf(e.getMessage()), e);
    }
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

    Profile(MappingGraph graph, ErrorHandler errors, String baseIri) {
      super(
          RiotLib.factoryRDF(),
          errors,
          IRIxResolver.create().base(baseIri).resolve(true).allowRelative(false).build(),
          PrefixMapFactory.create(),
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
