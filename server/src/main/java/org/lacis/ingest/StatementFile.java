package org.lacis.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.atlas.io.IO;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFParserBuilder;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.RiotParseException;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A file of RDF statements, in the form its name tells (`.nq`, `.nt`, `.trig`, `.ttl`, `.rdf`,
/// `.jsonld`, each also with `.gz`).
///
/// In N-Quads and N-Triples a line that cannot be read is a finding, and the next line follows. The
/// other forms have no lines to start again at: there the first error is the end.
///
/// @param graph what statements without a graph are put in
public record StatementFile(Path file, Optional<Node> graph) {
  private static final Set<Lang> BY_LINE = Set.of(Lang.NQUADS, Lang.NTRIPLES);

  /// Bytes that are parsed together; the last line is completed.
  private static final int PIECE = 1 << 20;

  /// Tells the statements in the order of the file.
  ///
  /// @return how many
  /// @throws WorkspaceException `load.unknown-form`, `load.malformed`, `load.unreadable`;
  ///   `load.no-graph` when a statement has none and none is given
  public long read(Consumer<? super Quad> sink, FindingSink findings) {
    Lang form = RDFLanguages.filenameToLang(file.toString());
    if (form == null) {
      throw wrong(
          "load.unknown-form",
          Place.of(file.toString()),
          "a name that tells no form of RDF",
          ".nq, .nt, .trig, .ttl, .rdf or .jsonld, each also with .gz",
          "Give the file a name that ends so.");
    }
    if (!Files.isRegularFile(file)) {
      throw wrong(
          "load.unreadable",
          Place.of(file.toString()),
          "no such file",
          "a file that can be read",
          "Check its name and the folder it is looked for in.");
    }
    Statements statements = new Statements(sink);
    try (InputStream in = IO.openFile(file.toString())) {
      if (BY_LINE.contains(form)) {
        new Lines(form, statements, findings).read(in);
      } else {
        parser(form, LabelToNode.createScopeByDocumentHash()).source(in).parse(statements);
      }
    } catch (RiotParseException e) {
      throw wrong(
          "load.malformed",
          Place.line(file.toString(), e.getLine()),
          String.valueOf(e.getOriginalMessage()),
          form.getName(),
          "Mend the file; nothing of it was loaded.");
    } catch (RiotException | IOException | RuntimeIOException e) {
      throw wrong(
          "load.unreadable",
          Place.of(file.toString()),
          String.valueOf(e.getMessage()),
          "a file that can be read",
          "Check its name and that it is whole.");
    }
    return statements.count;
  }

  private static RDFParserBuilder parser(Lang form, LabelToNode labels) {
    return RDFParser.create()
        .forceLang(form)
        .labelToNode(labels)
        .checking(false)
        .errorHandler(new Faults());
  }

  private static WorkspaceException wrong(
      String code, Place place, String found, String expected, String remedy) {
    return new WorkspaceException(Finding.violation(code, place, found, expected, remedy));
  }

  /// Faults with their place; what is only remarkable is let pass.
  private static final class Faults implements ErrorHandler {
    @Override
    public void warning(String message, long line, long column) {
      // The statement can be used.
    }

    @Override
    public void error(String message, long line, long column) {
      throw new RiotParseException(message, line, column);
    }

    @Override
    public void fatal(String message, long line, long column) {
      throw new RiotParseException(message, line, column);
    }
  }

  /// Gives every statement a graph.
  private final class Statements extends StreamRDFBase {
    private final Consumer<? super Quad> sink;
    private long count;

    Statements(Consumer<? super Quad> sink) {
      this.sink = sink;
    }

    @Override
    public void triple(Triple triple) {
      quad(Quad.create(Quad.defaultGraphNodeGenerated, triple));
    }

    @Override
    public void quad(Quad quad) {
      count++;
      sink.accept(quad.isDefaultGraph() ? Quad.create(given(), quad.asTriple()) : quad);
    }

    private Node given() {
      return graph.orElseThrow(() ->
          wrong(
              "load.no-graph",
              Place.of(file.toString()),
              "a statement without a graph",
              "a graph for each statement, since the default graph is the union of the others",
              "Name one with --graph IRI."));
    }
  }

  /// Reads piece by piece; a piece that has a fault is read again line by line.
  private final class Lines {
    private final Lang form;
    private final Statements statements;
    private final FindingSink findings;
    private final LabelToNode labels = LabelToNode.createScopeByDocumentHash();
    private byte[] piece = new byte[PIECE];
    private long line = 1;

    Lines(Lang form, Statements statements, FindingSink findings) {
      this.form = form;
      this.statements = statements;
      this.findings = findings;
    }

    void read(InputStream in) throws IOException {
      int filled = 0;
      while (true) {
        int read = in.readNBytes(piece, filled, piece.length - filled);
        filled += read;
        boolean end = filled < piece.length;
        int whole = end ? filled : afterLastLine(filled);
        if (whole == 0 && !end) {
          piece = Arrays.copyOf(piece, Math.multiplyExact(2, piece.length));
          continue;
        }
        take(whole);
        if (end) {
          return;
        }
        System.arraycopy(piece, whole, piece, 0, filled - whole);
        filled -= whole;
      }
    }

    private int afterLastLine(int filled) {
      int at = filled;
      while (at > 0 && piece[at - 1] != '\n') {
        at--;
      }
      return at;
    }

    private void take(int whole) {
      List<Quad> quads = new ArrayList<>();
      try {
        parse(0, whole, quads);
        quads.forEach(statements::quad);
        for (int i = 0; i < whole; i++) {
          line += piece[i] == '\n' ? 1 : 0;
        }
      } catch (RiotException _) {
        takeByLine(whole);
      }
    }

    private void takeByLine(int whole) {
      for (int from = 0; from < whole; line++) {
        int to = from;
        while (to < whole && piece[to] != '\n') {
          to++;
        }
        List<Quad> quads = new ArrayList<>();
        try {
          parse(from, to, quads);
          quads.forEach(statements::quad);
        } catch (RiotParseException e) {
          findings.report(
              Finding.violation(
                  "load.malformed-line",
                  Place.line(file.toString(), line),
                  e.getOriginalMessage() + " (column " + e.getCol() + ")",
                  form.getName(),
                  "Mend the line; it was left out."));
        }
        from = to + 1;
      }
    }

    private void parse(int from, int to, List<Quad> quads) {
      parser(form, labels)
          .source(new ByteArrayInputStream(piece, from, to - from))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  quads.add(Quad.create(Quad.defaultGraphNodeGenerated, triple));
                }

                @Override
                public void quad(Quad quad) {
                  quads.add(quad);
                }
              });
    }
  }
}
