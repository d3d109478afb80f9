package org.lacis.source.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// What is remembered of a copy, whole or begun.
///
/// @param request what was asked for; another request begins anew
/// @param began when the first request was sent, ISO 8601
/// @param complete when the last answer came; empty for a copy that is begun
/// @param file name of the file beside this description
/// @param frame what stands around the records, see [PageFacts]
/// @param sha256 of the file, when it is complete
/// @param records how many; -1 for a file that is no list of records
/// @param pages the answers that it was made of
public record Kept(
    String request,
    String began,
    String complete,
    String file,
    String frame,
    String sha256,
    long records,
    List<Page> pages) {

  /// One answer.
  ///
  /// @param address it was asked at
  /// @param etag its `ETag`; empty for none; likewise `modified`, its `Last-Modified`
  /// @param sure whichever of both names the version exactly (RFC 9110, section 8.8); empty for
  ///   none
  /// @param from its first byte in the file
  /// @param to the byte behind its last one
  /// @param first number of its first record, from 0
  /// @param records how many
  /// @param next address of the next page, as it stood there
  /// @param matched how many records there are in all; -1 when it was not said
  /// @param frame see [PageFacts]
  public record Page(
      String address,
      String etag,
      String modified,
      String sure,
      long from,
      long to,
      long first,
      int records,
      String next,
      long matched,
      String frame) {
    boolean conditional() {
      return !etag.isEmpty() || !modified.isEmpty();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public Kept {
    pages = List.copyOf(pages);
  }

  /// Reads a description; one that cannot be read is none.
  static Optional<Kept> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Kept.class));
    } catch (IOException _) {
      // only a memory: what cannot be read is fetched again
      return Optional.empty();
    }
  }

  /// Writes it in the place of the old one, all at once.
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
    force(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
