package org.lacis.ingest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// SHA-256 of files, remembered by path, length and time of change, so that a build that has
/// nothing to do does not read gigabytes to find out. Not thread-safe.
final class Checksums {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path memory;
  private final Map<String, String> known = new TreeMap<>();
  private boolean changed;

  /// @param memory file that the checksums are remembered in; one that cannot be read is forgotten
  Checksums(Path memory) {
    this.memory = memory;
    if (Files.exists(memory)) {
      try {
        known.putAll(JSON.readValue(memory.toFile(), new TypeReference<Map<String, String>>() {}));
      } catch (IOException _) {
        // only a memory: what is not known is computed again
        changed = true;
      }
    }
  }

  /// Checksum of a file's content, in hexadecimal.
  String of(Path file) {
    try {
      String key =
          file.toAbsolutePath()
              + "|"
              + Files.size(file)
              + "|"
              + Files.getLastModifiedTime(file).toMillis();
      String sum = known.get(key);
      if (sum == null) {
        sum = digest(file);
        known.put(key, sum);
        changed = true;
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void save() {
    if (!changed) {
      return;
    }
    try {
      if (memory.getParent() != null) {
        Files.createDirectories(memory.getParent());
      }
      JSON.writeValue(memory.toFile(), known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
