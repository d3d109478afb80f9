package org.lacis.source.cityjson;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lacis.geometry.Crs;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceRecord;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class CityJsonSource implements Source {
  private final InputFile file;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final Set<String> types;

  CityJsonSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    this.types =
        Arrays.stream(description.iterator().split("[,\\s]+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    FeatureRecord record = new FeatureRecord(file.name(), references, findings);
    boolean drawn = record.wantsShape() || record.wants("lod");
    Optional<Survey> survey =
        drawn ? Optional.of(Survey.of(file, rules, findings)) : Optional.empty();
    Optional<Frame> frame =
        record.wantsShape() ? survey.flatMap(known -> frame(known, findings)) : Optional.empty();
    new CityJsonReading(file, references, record, rules, types, survey, frame, each, findings)
        .read();
  }

  /// How indices become places; empty, and told, when they cannot.
  ///
  /// @throws org.lacis.source.SourceException when the reference system is unknown or missing
  private Optional<Frame> frame(Survey survey, FindingSink findings) {
    if (!survey.header().isCityJson()) {
      return Optional.empty();
    }
    String name = survey.header().referenceSystem();
    Crs crs =
        name.isEmpty()
            ? declared.required("no metadata.referenceSystem")
            : DeclaredCrs.known(file.name(), name);
    Optional<Transform> transform = survey.header().transform();
    if (transform.isEmpty()) {
      findings.report(
          Finding.violation(
              "source.missing-transform",
              Place.of(file.name()).field("transform"),
              "no transform of three scales and three translations",
              "\"transform\": {\"scale\": […], \"translate\": […]}",
              "Mend the file; attributes were read, geometries were not."));
    }
    return transform.map(known -> new Frame(known, crs, declared));
  }

  /// What turns indices into places.
  record Frame(Transform transform, Crs crs, DeclaredCrs declared) {}

  @Override
  public void close() {}
}
