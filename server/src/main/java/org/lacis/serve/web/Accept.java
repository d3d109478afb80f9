package org.lacis.serve.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An `Accept` or `Accept-Language` header, read with its q-values (RFC 9110, section 12.5).
///
/// @param ranges what is accepted, in the order of the header
public record Accept(List<Range> ranges) {

  /// @param value media range or language range, lower case
  /// @param q 0 to 1
  public record Range(String value, double q) {}

  public Accept {
    ranges = List.copyOf(ranges);
  }

  /// Reads a header; one that is empty accepts everything.
  public static Accept of(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String part : header.split(",")) {
      String[] fields = part.strip().split(";");
      String value = fields[0].strip().toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        ranges.add(new Range(value, quality(fields)));
      }
    }
    return new Accept(ranges.isEmpty() ? List.of(new Range("*/*", 1)) : ranges);
  }

  private static double quality(String[] fields) {
    for (int i = 1; i < fields.length; i++) {
      String field = fields[i].strip().replace(" ", "");
      if (field.startsWith("q=")) {
        try {
          return Math.clamp(Double.parseDouble(field.substring(2)), 0.0, 1.0);
        } catch (NumberFormatException _) {
          return 0;
        }
      }
    }
    return 1;
  }

  /// How much a media type is wanted: the q-value of the most specific range that meets it.
  public double quality(String mediaType) {
    String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    return ranges.stream()
        .filter(range -> List.of(mediaType, family, "*/*").contains(range.value()))
        .max(Comparator.comparingInt(range -> specificity(range.value())))
        .map(Range::q)
        .orElse(0.0);
  }

  /// How much a form is wanted: by our media type, or by another name of it that is named itself. A
  /// range such as `application/*` means what we send, not what else the form may be called.
  public double quality(Form form) {
    double other =
        ranges.stream()
            .filter(range ->
                !range.value().equals(form.mediaType()) && form.accepted().contains(range.value()))
            .mapToDouble(Range::q)
            .max()
            .orElse(0);
    return Math.max(quality(form.mediaType()), other);
  }

  private static int specificity(String range) {
    return range.equals("*/*") ? 0 : range.endsWith("/*") ? 1 : 2;
  }

  /// The most wanted of the forms on offer; the first of them among equals.
  public Optional<Form> choose(List<Form> offered) {
    Optional<Form> best = Optional.empty();
    double wanted = 0;
    for (Form form : offered) {
      double q = quality(form);
      if (q > wanted) {
        best = Optional.of(form);
        wanted = q;
      }
    }
    return best;
  }

  /// Whether a page is wanted more than any machine-readable answer: what a browser sends.
  public boolean prefersPage() {
    double page =
        ranges.stream()
            .filter(r -> r.value().equals("text/html"))
            .mapToDouble(Range::q)
            .max()
            .orElse(0);
    return page > 0
        && ranges.stream()
            .filter(range -> !range.value().contains("html"))
            .noneMatch(range -> range.q() > page);
  }
}
