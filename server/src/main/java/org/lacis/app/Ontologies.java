package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The shared ontology that comes with the program, for workspaces that are made by it.
final class Ontologies {
  private static final String[] FILES = {
    "ontology.ttl", "alignments.ttl", "shapes.ttl", "rules/parts.srl"
  };

  private Ontologies() {}

  static void copyTo(Path folder) {
    Path to = folder.resolve("territory");
    try {
      Files.createDirectories(to);
      for (String file : FILES) {
        try (InputStream in =
            Objects.requireNonNull(
                Ontologies.class.getResourceAsStream("/org/lacis/ontologies/territory/" + file),
                file)) {
          Path copy = to.resolve(file);
          Files.createDirectories(Objects.requireNonNull(copy.getParent()));
          Files.copy(in, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
