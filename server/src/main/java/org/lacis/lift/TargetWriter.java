package org.lacis.lift;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.lacis.mapping.LogicalTarget;
import org.lacis.mapping.MappingException;
import org.lacis.vocabulary.Finding;

/// Writes one target in its serialization, charset and compression.
abstract sealed class TargetWriter implements QuadSink, AutoCloseable {
  private final OutputStream out;

  private TargetWriter(OutputStream out) {
    this.out = out;
  }

  /// @param name of the file; the member of an archive is named as it without the ending
  static TargetWriter of(LogicalTarget target, String name, OutputStream file) throws IOException {
    OutputStream packed =
        packed(target.compression(), name.replaceFirst("\\.(gz|zip|tar\\.gz|tar\\.xz)$", ""), file);
    String encoding = target.encoding();
    OutputStream text =
        encoding.isEmpty() || encoding.equals("UTF-8")
            ? packed
            : new Transcoded(packed, Charset.forName(encoding));
    return switch (target.serialization()) {
      case "N-Quads" -> new Lines(text, true);
      case "N-Triples" -> new Lines(text, false);
      case "Turtle", "N3" -> new Grouped(text, RDFFormat.TURTLE, target);
      case "TriG" -> new Grouped(text, RDFFormat.TRIG, target);
      case "RDF_XML" -> new Grouped(text, RDFFormat.RDFXML, target);
      case "RDF_JSON" -> new Grouped(text, RDFFormat.RDFJSON, target);
      case "JSON-LD" -> new Grouped(text, RDFFormat.JSONLD, target);
      default -> throw new IllegalStateException("no serialization " + target.serialization());
    };
  }

  private static OutputStream packed(String compression, String member, OutputStream file)
      throws IOException {
    return switch (compression) {
      case "" -> file;
      case "gzip" -> new GZIPOutputStream(file);
      case "zip" -> {
        ZipOutputStream zip = new ZipOutputStream(file);
        zip.putNextEntry(new ZipEntry(member));
        yield zip;
      }
      case "targz" -> new Tarred(member, new GZIPOutputStream(file));
      case "tarxz" -> new Tarred(member, new XZCompressorOutputStream(file));
      default -> throw new IllegalStateException("no compression " + compression);
    };
  }

  OutputStream out() {
    return out;
  }

  /// Writes what is left and ends the file.
  abstract void complete() throws IOException;

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// A line a triple or quad, written as it comes, each once.
  private static final class Lines extends TargetWriter {
    private final NQuadsWriter writer;
    private final boolean graphs;

    Lines(OutputStream out, boolean graphs) {
      super(out);
      this.writer = new NQuadsWriter(out);
      this.graphs = graphs;
    }

    @Override
    public void quad(Node graph, Node subject, Node predicate, Node object) {
      writer.quad(graphs ? graph : Quad.defaultGraphIRI, subject, predicate, object);
    }

    @Override
    void complete() throws IOException {
      writer.flush();
      out().close();
    }
  }

  /// Serializations that need all triples at once. Those without graphs take every triple.
  private static final class Grouped extends TargetWriter {
    private static final int MOST = 1_000_000;

    private final RDFFormat format;
    private final LogicalTarget target;
    private final DatasetGraph data = DatasetGraphFactory.create();
    private final boolean graphs;
    private int count;

    Grouped(OutputStream out, RDFFormat format, LogicalTarget target) {
      super(out);
      this.format = format;
      this.target = target;
      this.graphs = format.getLang().equals(Lang.TRIG) || format.getLang().equals(Lang.JSONLD);
    }

    @Override
    public void quad(Node graph, Node subject, Node predicate, Node object) {
      count++;
      if (count > MOST) {
        throw new MappingException(
            Finding.violation(
                "lift.target-too-large",
                target.place(),
                "more than " + MOST + " triples as " + target.serialization(),
                "formats:N-Quads or formats:N-Triples",
                "These are written as they come; convert the file afterwards."));
      }
      data.add(graphs ? graph : Quad.defaultGraphIRI, subject, predicate, object);
    }

    @Override
    void complete() throws IOException {
      if (graphs) {
        RDFDataMgr.write(out(), data, format);
      } else {
        RDFDataMgr.write(out(), data.getDefaultGraph(), format);
      }
      out().close();
    }
  }

  /// An archive tells the size of a member before its bytes, so these wait in a file.
  private static final class Tarred extends FilterOutputStream {
    private final Path waiting;
    private final String member;
    private final OutputStream archive;
    private boolean closed;

    Tarred(String member, OutputStream archive) throws IOException {
      this(member, archive, Files.createTempFile("lacis-target", ".part"));
    }

    private Tarred(String member, OutputStream archive, Path waiting) throws IOException {
      super(Files.newOutputStream(waiting));
      this.waiting = waiting;
      this.member = member;
      this.archive = archive;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      out.close();
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive);
          InputStream in = Files.newInputStream(waiting)) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        TarArchiveEntry entry = new TarArchiveEntry(member);
        entry.setSize(Files.size(waiting));
        tar.putArchiveEntry(entry);
        in.transferTo(tar);
        tar.closeArchiveEntry();
      } finally {
        Files.deleteIfExists(waiting);
      }
    }
  }

  /// UTF-8 on its way into another charset.
  private static final class Transcoded extends FilterOutputStream {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final Charset charset;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
    private final CharBuffer text = CharBuffer.allocate(1 << 13);
    private boolean started;

    Transcoded(OutputStream out, Charset charset) {
      super(out);
      this.charset = charset;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      int at = from;
      int end = from + length;
      while (at < end) {
        int count = Math.min(bytes.remaining(), end - at);
        bytes.put(some, at, count);
        at += count;
        pass(false);
      }
    }

    private void pass(boolean last) throws IOException {
      bytes.flip();
      decoder.decode(bytes, text, last);
      bytes.compact();
      text.flip();
      // Only the first piece of UTF-16 begins with a byte order mark.
      Charset rest =
          charset.name().equals("UTF-16") && started ? StandardCharsets.UTF_16BE : charset;
      if (text.hasRemaining()) {
        out.write(text.toString().getBytes(rest));
        started = true;
      }
      text.clear();
    }

    @Override
    public void close() throws IOException {
      pass(true);
      super.close();
    }
  }
}
