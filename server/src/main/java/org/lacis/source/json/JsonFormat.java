package org.lacis.source.json;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;
import org.lacis.source.TextRecords;
import org.lacis.source.Wanted;

/// `rml:JSONPath`: JSON files.
///
/// The iterator (by default `$`) and the references are JSONPath; references count from the record
/// and may leave out `$.`. An iterator of names, indices, wildcards and descents is streamed; one
/// with filters, slices or functions needs the whole document and is refused
/// (`source.iterator-too-large`) beyond 64 million characters. A file may hold several documents
/// one after the other (JSON Lines).
///
/// A record that is no JSON is told (`source.malformed-json`, with its line) and passed over when
/// its brackets are balanced; otherwise what follows it is given up, and told.
///
/// Options: `repair`, `entry` (of an archive).
public final class JsonFormat implements SourceFormat {
  private static final Set<String> FORMULATIONS =
      Set.of("http://w3id.org/rml/JSONPath", "http://semweb.mmlab.be/ns/ql#JSONPath");

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return FORMULATIONS.contains(description.formulation());
    }
    String name = description.location().toLowerCase(Locale.ROOT);
    return name.endsWith(".json") || name.endsWith(".jsonl");
  }

  @Override
  public Source open(SourceDescription description) {
    return new JsonSource(description);
  }

  @Override
  public Optional<TextRecords> inside(String formulation, String iterator, Wanted wanted) {
    return FORMULATIONS.contains(formulation)
        ? Optional.of(new JsonInside(new Wanted.Nested(iterator, wanted)))
        : Optional.empty();
  }
}
