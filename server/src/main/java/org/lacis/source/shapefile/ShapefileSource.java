package org.lacis.source.shapefile;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.Derived;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.Nearest;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.Geometry;

final class ShapefileSource implements Source {
  private static final int HEADER = 100;
  private static final int LARGEST = 1 << 28;

  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final Charset charset;
  private final List<String> columns;

  ShapefileSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    this.charset = charset();
    try (DataInputStream in = data(sibling(".dbf"))) {
      this.columns = new DbfTable(in, charset).fields().stream().map(DbfTable.Field::name).toList();
    } catch (IOException cause) {
      throw InputFile.unreadable(file.name(), cause);
    }
  }

  private Path sibling(String ending) {
    String name = String.valueOf(file.path().getFileName());
    String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    Path lower = file.path().resolveSibling(stem + ending);
    return Files.exists(lower)
        ? lower
        : file.path().resolveSibling(stem + ending.toUpperCase(Locale.ROOT));
  }

  private static DataInputStream data(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    return new DataInputStream(in);
  }

  private Optional<String> words(String ending) {
    Path path = sibling(ending);
    try {
      return Files.exists(path)
          ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1).strip())
          : Optional.empty();
    } catch (IOException cause) {
      throw InputFile.unreadable(String.valueOf(path.getFileName()), cause);
    }
  }

  private Charset charset() {
    String name = file.encoding().isEmpty() ? words(".cpg").orElse("ISO-8859-1") : file.encoding();
    try {
      return Charset.forName(
          name.matches("\\d{4}") ? "windows-" + name : name.replace("88591", "8859-1"));
    } catch (IllegalArgumentException cause) {
      throw new SourceException(
          Finding.violation(
              "source.unknown-encoding",
              Place.of(file.name()),
              name,
              "a charset such as UTF-8 or ISO-8859-1",
              "Declare the encoding of the table."),
          cause);
    }
  }

  /// The declared system, or the one that the `.prj` names.
  private Crs crs() {
    if (declared.crs().isPresent()) {
      return declared.crs().get();
    }
    String words = words(".prj").orElse("");
    String name = words.replaceFirst("^[^\"]*\"([^\"]*)\".*", "$1").replaceAll("[\\s/]+", "_");
    String known = name.toUpperCase(Locale.ROOT);
    if (known.matches("RGF_?(19)?93.*LAMBERT-?_?93")) {
      return Crs.ofEpsg(2154);
    }
    if (known.matches("RGF_?(19)?93.*CC4[2-9]|RGF_?(19)?93.*CC50")) {
      return Crs.ofEpsg(3900 + Integer.parseInt(known.substring(known.length() - 2)));
    }
    if (known.matches("(GCS_)?WGS_?(19)?84")) {
      return Crs.ofEpsg(4326);
    }
    if (known.matches("(GCS_)?RGF_?(19)?93(_V1)?")) {
      return Crs.ofEpsg(4171);
    }
    return declared.required(words.isEmpty() ? "no .prj beside the file" : "the .prj " + name);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    for (String reference : references) {
      if (Derived.of(reference).isEmpty() && !columns.contains(reference)) {
        throw new SourceException(
            Finding.violation(
                "source.missing-column",
                Place.of(file.name()).field(reference),
                "no field " + reference,
                "one of " + String.join(", ", columns),
                Nearest.remedy(reference, columns)));
      }
    }
    FeatureRecord record = new FeatureRecord(file.name(), references, findings);
    Crs crs = record.wantsShape() ? crs() : Crs.CRS84;
    try (DataInputStream shapes = data(file.path());
        DataInputStream rows = data(sibling(".dbf"))) {
      shapes.skipNBytes(HEADER);
      DbfTable table = new DbfTable(rows, charset);
      while (table.next()) {
        byte[] bytes = content(shapes);
        record.clear();
        record.count();
        for (DbfTable.Field field : table.fields()) {
          if (record.wants(field.name())) {
            record.put(field.name(), table.value(field, rules));
          }
        }
        if (record.wantsShape()) {
          shape(bytes, crs, record);
        }
        if (!table.deleted()) {
          each.accept(record);
        }
      }
    } catch (IOException cause) {
      findings.report(InputFile.truncated(record.place(), cause));
    }
  }

  private static byte[] content(DataInputStream shapes) throws IOException {
    shapes.readInt();
    long length = 2L * shapes.readInt();
    if (length < 4 || length > LARGEST) {
      throw new IOException("a record of " + length + " bytes");
    }
    byte[] bytes = shapes.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("the last record is cut");
    }
    return bytes;
  }

  private void shape(byte[] bytes, Crs crs, FeatureRecord record) {
    try {
      @Nullable Geometry shape = ShapeBytes.read(ByteBuffer.wrap(bytes));
      if (shape != null) {
        record.shape(declared.oriented(new GeometryValue(shape, crs)));
      }
    } catch (IllegalArgumentException | BufferUnderflowException cause) {
      record.broken(
          new GeometryException(
              Finding.violation(
                  "geometry.malformed-shape",
                  record.place(),
                  String.valueOf(cause.getMessage()),
                  "a shape",
                  "Mend the geometry."),
              cause));
    }
  }

  @Override
  public void close() {}
}
