package org.lacis.validate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.validate.register.RegisterWords;
import org.lacis.vocabulary.Severity;

/// A report as values that a JSON writer knows: the same that the table tells.
public final class ReportJson {
  private ReportJson() {}

  /// @param origins of the examples, by focus node
  public static Map<String, Object> of(Report report, ShapeNames names, Map<Node, Origin> origins) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("conforms", report.conforms());
    json.put("focusNodes", report.focusNodes());
    json.put("results", report.count());
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Severity severity : new Severity[] {Severity.VIOLATION, Severity.WARNING, Severity.INFO}) {
      counts.put(lower(severity), report.count(severity));
    }
    json.put("severities", counts);
    List<Object> groups = new ArrayList<>();
    report.groups().forEach(group -> groups.add(group(group, names, origins)));
    json.put("groups", groups);
    List<Object> checks = new ArrayList<>();
    for (Register.Outcome outcome : report.checks()) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("check", outcome.check());
      check.put("label", RegisterWords.label(outcome.check(), names.language()));
      check.put("judged", outcome.judged());
      check.put("results", outcome.told());
      checks.add(check);
    }
    json.put("checks", checks);
    return json;
  }

  private static Map<String, Object> group(
      Report.Group group, ShapeNames names, Map<Node, Origin> origins) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shape", group.target().toString());
    json.put("title", names.title(group));
    if (group.shape().isURI() && !group.shape().equals(group.target())) {
      json.put("constraint", group.shape().getURI());
    }
    if (!group.path().isEmpty()) {
      json.put("path", group.path());
    }
    json.put("severity", lower(group.severity()));
    json.put("count", group.count());
    json.put("remedy", names.remedy(group));
    List<Object> examples = new ArrayList<>();
    group.examples().forEach(example -> examples.add(example(example, names, origins)));
    json.put("examples", examples);
    return json;
  }

  private static Map<String, Object> example(
      Result example, ShapeNames names, Map<Node, Origin> origins) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("focusNode", example.focus().toString());
    if (example.value() != null) {
      json.put("value", ReportTable.value(example.value()));
    }
    json.put("message", example.message(names.language()));
    Origin origin = origins.get(example.focus());
    if (origin != null) {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("graph", origin.graph());
      source.put("dataset", origin.dataset());
      source.put("files", origin.files());
      origin
          .record()
          .ifPresent(place -> {
            source.put("file", place.source());
            source.put("unit", place.unit().name().toLowerCase(Locale.ROOT));
            source.put("number", place.position());
          });
      json.put("source", source);
    }
    return json;
  }

  private static String lower(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
