package org.lacis.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A file that a description names, found and readable.
///
/// @param name as the user named it, for findings
/// @param path where it lies
/// @param compression how it is packed
/// @param encoding the declared charset; empty when none is declared
/// @param entry the member of an archive that is meant; empty for its only one
public record InputFile(
    String name, Path path, Compression compression, String encoding, String entry) {

  /// Finds the file of a description. A relative location counts from the description's base.
  ///
  /// @throws SourceException `source.missing-file` naming the nearest file that exists,
  ///   `source.empty-file`, or one about the compression or the encoding
  public static InputFile of(SourceDescription description) {
    String name = description.location();
    Path path = locate(description);
    if (!Files.isRegularFile(path)) {
      throw missing(name, path);
    }
    try {
      if (Files.size(path) == 0) {
        throw empty(name);
      }
    } catch (IOException cause) {
      throw unreadable(name, cause);
    }
    String encoding = description.encoding();
    if (encoding.isEmpty()) {
      encoding = description.options().getOrDefault("encoding", "");
    }
    InputFile file =
        new InputFile(
            name,
            path,
            Compression.of(description),
            encoding,
            description.options().getOrDefault("entry", ""));
    if (!encoding.isEmpty()) {
      file.charset(encoding);
    }
    return file;
  }

  private static Path locate(SourceDescription description) {
    String location = description.location();
    try {
      if (location.startsWith("file:")) {
        return Path.of(URI.create(location));
      }
      return description.base().resolve(location);
    } catch (FileSystemNotFoundException | IllegalArgumentException cause) {
      throw new SourceException(
          Finding.violation(
              "source.bad-location",
              Place.of(location),
              location,
              "a path relative to the mapping, or a file: URL",
              "Mend the path."),
          cause);
    }
  }

  private static SourceException missing(String name, Path path) {
    Path folder = path.toAbsolutePath().normalize().getParent();
    List<String> siblings = List.of();
    if (folder != null && Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        siblings = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      } catch (IOException cause) {
        return unreadable(name, cause);
      }
    }
    String last = path.getFileName() == null ? name : path.getFileName().toString();
    return new SourceException(
        Finding.violation(
            "source.missing-file",
            Place.of(name),
            "no such file",
            folder != null && Files.isDirectory(folder)
                ? "a file of its folder: " + String.join(", ", siblings)
                : "a folder that exists",
            Nearest.remedy(last, siblings)));
  }

  /// The exception for a file without content.
  public static SourceException empty(String name) {
    return new SourceException(
        Finding.violation(
            "source.empty-file",
            Place.of(name),
            "an empty file",
            "data",
            "Fetch the file again; its transfer was probably cut."));
  }

  /// The exception for a file that the system refuses to read.
  public static SourceException unreadable(String name, IOException cause) {
    return new SourceException(
        Finding.violation(
            "source.unreadable-file",
            Place.of(name),
            String.valueOf(cause.getMessage()),
            "a readable file",
            "Check the rights of the file and the disk."),
        cause);
  }

  /// The finding for a file that ends, or breaks, in the middle.
  ///
  /// @param place the last place that could be read
  public static Finding truncated(Place place, Throwable cause) {
    Throwable inner = cause.getCause();
    return Finding.violation(
        "source.truncated",
        place,
        String.valueOf((inner == null ? cause : inner).getMessage()),
        "the rest of the file",
        "Fetch the file again; what stood before this place was read.");
  }

  /// The unpacked bytes.
  ///
  /// @throws SourceException when they cannot be unpacked at all
  public InputStream bytes() {
    try {
      return compression.unpack(this);
    } catch (IOException cause) {
      throw new SourceException(
          Finding.violation(
              "source.unreadable-file",
              Place.of(name),
              cause.getMessage() == null ? "the end of the file" : cause.getMessage(),
              compression.word().isEmpty() ? "a readable file" : compression.word(),
              "Check the declared compression, or fetch the file again."),
          cause);
    }
  }

  /// The text in its declared charset, by default UTF-8. A byte order mark is honoured and taken
  /// off; malformed bytes are told to the sink and replaced.
  public Reader text(FindingSink findings) {
    return text(encoding, findings);
  }

  /// The text in the charset given; see [#text(FindingSink)].
  ///
  /// @param charset name of a charset; empty for UTF-8
  public Reader text(String charset, FindingSink findings) {
    try {
      PushbackInputStream in = new PushbackInputStream(bytes(), 4);
      byte[] start = in.readNBytes(4);
      ByteOrderMark mark = ByteOrderMark.of(start);
      in.unread(start, mark.length(), start.length - mark.length());
      Charset declared = charset.isEmpty() ? StandardCharsets.UTF_8 : charset(charset);
      return new StrictReader(in, mark.charset(declared), name, mark.length(), findings);
    } catch (IOException cause) {
      // Not even four bytes: nothing that could be read before the end.
      throw new SourceException(truncated(Place.of(name), cause), cause);
    }
  }

  private Charset charset(String label) {
    try {
      return Charset.forName(label);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException cause) {
      List<String> known =
          List.of("UTF-8", "UTF-16", "ISO-8859-1", "ISO-8859-15", "windows-1252", "US-ASCII");
      throw new SourceException(
          Finding.violation(
              "source.unknown-encoding",
              Place.of(name),
              label,
              "a charset such as " + String.join(", ", known),
              Nearest.remedy(label, known)),
          cause);
    }
  }

  private enum ByteOrderMark {
    ABSENT,
    UTF_8,
    UTF_16_BE,
    UTF_16_LE;

    static ByteOrderMark of(byte[] start) {
      if (start.length >= 3
          && start[0] == (byte) 0xEF
          && start[1] == (byte) 0xBB
          && start[2] == (byte) 0xBF) {
        return UTF_8;
      }
      if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
        return UTF_16_BE;
      }
      if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
        return UTF_16_LE;
      }
      return ABSENT;
    }

    int length() {
      return switch (this) {
        case ABSENT -> 0;
        case UTF_8 -> 3;
        case UTF_16_BE, UTF_16_LE -> 2;
      };
    }

    /// The mark is written by the program that wrote the bytes: it is right where they differ.
    Charset charset(Charset declared) {
      return switch (this) {
        case ABSENT -> declared;
        case UTF_8 -> StandardCharsets.UTF_8;
        case UTF_16_BE -> StandardCharsets.UTF_16BE;
        case UTF_16_LE -> StandardCharsets.UTF_16LE;
      };
    }
  }
}
