package org.lacis.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// Where and when something was measured.
///
/// @param words processor, memory, system and Java in one line
/// @param date of the run, UTC
/// @param commit that was measured; empty outside a checkout
public record Machine(String words, LocalDate date, String commit) {
  static Machine here(Path home) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    String processor = field(Path.of("/proc/cpuinfo"), "model name");
    String kilobytes = field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    String memory =
        kilobytes.isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", %.0f GB", Double.parseDouble(kilobytes) / 1048576);
    String words =
        (processor.isEmpty() ? System.getProperty("os.arch") : processor)
            + ", "
            + cores
            + " cores"
            + memory
            + ", "
            + System.getProperty("os.name")
            + ", Java "
            + Runtime.version().feature();
    return new Machine(words, LocalDate.now(ZoneOffset.UTC), commit(home));
  }

  private static String field(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return "";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String commit(Path home) throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "--short", "HEAD")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return ChildRun.await(git) == 0 ? said : "";
  }
}
