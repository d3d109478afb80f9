package org.lacis.bench.geo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Folders that come and go.
public final class Folders {
  private Folders() {}

  /// What the files take on the disk, holes left out, as `du` counts; NaN where there is no `du`.
  public static double bytes(Path folder) throws IOException {
    Process du =
        new ProcessBuilder("du", "-s", "-B1", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = said.indexOf('\t');
    return end < 0 ? Double.NaN : Double.parseDouble(said.substring(0, end));
  }

  /// With all that is in it, if it is there.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
