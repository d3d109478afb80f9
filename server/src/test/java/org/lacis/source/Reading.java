package org.lacis.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.vocabulary.Finding;

/// A description under construction, and what reading it gave. For tests.
final class Reading {
  private final Path folder;
  private final String location;
  private final Map<String, String> options = new HashMap<>();
  private final List<String> nulls = new ArrayList<>();
  private String formulation = "";
  private String iterator = "";
  private String encoding = "";
  private String compression = "";

  final List<Finding> findings = new ArrayList<>();
  final List<List<List<Value>>> records = new ArrayList<>();

  private Reading(Path folder, String location) {
    this.folder = folder;
    this.location = location;
  }

  /// Writes a file and describes it.
  static Reading of(Path folder, String name, String content) {
    return of(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  static Reading of(Path folder, String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return new Reading(folder, name);
  }

  /// Describes a file that exists, or not.
  static Reading at(Path folder, String name) {
    return new Reading(folder, name);
  }

  Reading as(String formulation) {
    this.formulation =
        (formulation.startsWith("lacis:")
            ? "https://w3id.org/lacis#" + formulation.substring(6)
            : "http://w3id.org/rml/" + formulation);
    return this;
  }

  Reading iterator(String path) {
    this.iterator = path;
    return this;
  }

  Reading encoding(String name) {
    this.encoding = name;
    return this;
  }

  Reading compression(String name) {
    this.compression = name;
    return this;
  }

  Reading option(String name, String value) {
    options.put(name, value);
    return this;
  }

  Reading nulls(String... forms) {
    nulls.addAll(List.of(forms));
    return this;
  }

  SourceDescription description() {
    return new SourceDescription(
        location, folder, formulation, iterator, encoding, compression, nulls, options);
  }

  Source open() {
    return new Sources(StandardFormats.all()).open(description());
  }

  /// Reads everything with these references.
  Reading read(String... references) {
    try (Source source = open()) {
      source.read(
          List.of(references),
          record -> {
            List<List<Value>> row = new ArrayList<>();
            for (int i = 0; i < references.length; i++) {
              row.add(List.copyOf(record.values(i)));
            }
            records.add(row);
          },
          findings::add);
    }
    return this;
  }

  /// Records as text: values of a reference joined by `|`, references by `,`.
  List<String> rows() {
    return records.stream()
        .map(row ->
            String.join(
                ",",
                row.stream()
                    .map(values -> String.join("|", values.stream().map(Reading::word).toList()))
                    .toList()))
        .toList();
  }

  static String word(Value value) {
    return switch (value) {
      case Value.Text(String lexical, String datatype) ->
          datatype.isEmpty()
              ? lexical
              : lexical + "^^" + datatype.substring(datatype.indexOf('#') + 1);
      case Value.Shape(var geometry) -> geometry.shape().toString();
    };
  }

  List<String> codes() {
    return findings.stream().map(Finding::code).toList();
  }
}
