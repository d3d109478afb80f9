package org.lacis.source.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// How a file is packed. Declared, never guessed.
public enum Compression {
  NONE(""),
  GZIP("gzip"),
  ZIP("zip"),
  TAR_GZ("targz"),
  TAR_XZ("tarxz");

  private static final int BUFFER = 1 << 16;

  private final String word;

  Compression(String word) {
    this.word = word;
  }

  /// The word of the description; empty for no compression.
  public String word() {
    return word;
  }

  static Compression of(SourceDescription description) {
    for (Compression one : values()) {
      if (one.word.equals(description.compression())) {
        return one;
      }
    }
    List<String> words = List.of("gzip", "zip", "targz", "tarxz");
    throw new SourceException(
        Finding.violation(
            "source.unknown-compression",
            Place.of(description.location()),
            description.compression(),
            String.join(", ", words),
            Nearest.remedy(description.compression(), words)));
  }

  InputStream unpack(InputFile file) throws IOException {
    return switch (this) {
      case NONE -> plain(file);
      case GZIP -> limited(file, new GZIPInputStream(Files.newInputStream(file.path()), BUFFER));
      case ZIP -> limited(file, zip(file));
      case TAR_GZ ->
          tar(file, limited(file, new GZIPInputStream(Files.newInputStream(file.path()), BUFFER)));
      case TAR_XZ ->
          tar(
              file,
              limited(
                  file,
                  new XZCompressorInputStream(
                      new BufferedInputStream(Files.newInputStream(file.path()), BUFFER))));
    };
  }

  private static InputStream limited(InputFile file, InputStream unpacked) throws IOException {
    return new UnpackedStream(unpacked, file.name(), Files.size(file.path()));
  }

  /// Refuses a packed file that is not declared as one: its bytes would be taken for text.
  private static InputStream plain(InputFile file) throws IOException {
    InputStream in = Files.newInputStream(file.path());
    byte[] magic = in.readNBytes(2);
    in.close();
    if (magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
      throw new SourceException(
          Finding.violation(
              "source.undeclared-compression",
              Place.of(file.name()),
              "gzip data",
              "plain text",
              "Declare the compression (rml:gzip)."));
    }
    return Files.newInputStream(file.path());
  }

  private static InputStream zip(InputFile file) throws IOException {
    ZipFile archive = new ZipFile(file.path().toFile());
    List<? extends ZipEntry> entries =
        Collections.list(archive.entries()).stream()
            .filter(entry -> !entry.isDirectory())
            .filter(entry -> file.entry().isEmpty() || entry.getName().equals(file.entry()))
            .toList();
    if (entries.size() != 1) {
      List<String> names =
          Collections.list(archive.entries()).stream().map(entry -> entry.getName()).toList();
      archive.close();
      throw new SourceException(
          Finding.violation(
              "source.archive-entry",
              Place.of(file.name()),
              file.entry().isEmpty() ? names.size() + " entries" : "no entry " + file.entry(),
              "one of " + String.join(", ", names),
              "Name the member of the archive with the option 'entry'."));
    }
    return new FilterInputStream(archive.getInputStream(entries.getFirst())) {
      @Override
      public void close() throws IOException {
        super.close();
        archive.close();
      }
    };
  }

  /// A tar is read in one pass: without the option `entry` its first file is meant.
  private static InputStream tar(InputFile file, InputStream packed) throws IOException {
    TarArchiveInputStream archive = new TarArchiveInputStream(packed);
    TarArchiveEntry entry = archive.getNextEntry();
    while (entry != null
        && (!entry.isFile() || !(file.entry().isEmpty() || entry.getName().equals(file.entry())))) {
      entry = archive.getNextEntry();
    }
    if (entry == null) {
      archive.close();
      throw new SourceException(
          Finding.violation(
              "source.archive-entry",
              Place.of(file.name()),
              file.entry().isEmpty() ? "no file in the archive" : "no entry " + file.entry(),
              "a file",
              "Name the member of the archive with the option 'entry'."));
    }
    return archive;
  }
}
