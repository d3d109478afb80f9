package org.lacis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lacis.bench.Spine.Run;

/// What the figures must not miss: only what holds on any machine, that is ratios within one run,
/// growth, and memory.
///
/// @param growth of the whole build, time over size, at most
/// @param memory megabytes of the build at the larger size, at most
/// @param sampleMemory megabytes of the generator at the larger size over those at the smaller one,
///   at most
/// @param bytes per statement on disk at the larger size, at most
record Floors(double growth, double memory, double sampleMemory, double bytes) {

  static Floors read(Path file) throws IOException {
    JsonNode spine = new YAMLMapper().readTree(file.toFile()).path("spine");
    return new Floors(
        spine.path("growth").asDouble(),
        spine.path("memory").asDouble(),
        spine.path("sampleMemory").asDouble(),
        spine.path("bytes").asDouble());
  }

  /// In words, what was missed. A figure that could not be taken is a miss.
  List<String> misses(Run small, Run large) {
    List<String> misses = new ArrayList<>();
    double grown = SpineReport.growth(small, large, small.build(), large.build());
    atMost(misses, "growth of the build", grown, growth);
    atMost(misses, "memory of the build, MB", large.peak(), memory);
    double sample = large.samplePeak() / small.samplePeak();
    atMost(misses, "memory of the generator, large over small", sample, sampleMemory);
    atMost(misses, "bytes per statement", large.bytes() / large.statements(), bytes);
    return misses;
  }

  private static void atMost(List<String> misses, String what, double found, double floor) {
    if (!(found <= floor)) {
      misses.add(words(what, found, "at most", floor));
    }
  }

  private static String words(String what, double found, String bound, double floor) {
    return String.format(Locale.ROOT, "%s is %.2f, expected %s %.2f", what, found, bound, floor);
  }
}
