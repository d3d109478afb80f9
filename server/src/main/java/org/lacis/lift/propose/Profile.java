package org.lacis.lift.propose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.Sources;
import org.lacis.source.survey.Survey;

/// The columns of one kind of record, as its first records have them.
///
/// @param description opens the records; a CRS is added to what the survey had where the file names
///   none
/// @param records how many were looked at
/// @param whole whether these were all
/// @param columns those with a value somewhere, in the order of the file
/// @param crs the system of the shapes and the reason for it; empty without shapes
record Profile(
    SourceDescription description,
    long records,
    boolean whole,
    List<Column> columns,
    Optional<CrsGuess> crs) {
  /// Records that are looked at.
  static final int RECORDS = 10_000;

  private static final String UNDECLARED = "source.undeclared-crs";

  Profile {
    columns = List.copyOf(columns);
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /// @throws SourceException when the file cannot be read
  static Profile of(Survey survey, Sources sources) {
    try {
      Profile profile = read(survey, survey.description(), sources);
      return new Profile(
          profile.description(),
          profile.records(),
          profile.whole(),
          profile.columns(),
          profile.shape().flatMap(Column::crs).map(CrsGuess::said));
    } catch (SourceException e) {
      if (!e.finding().code().equals(UNDECLARED)) {
        throw e;
      }
      return guessed(survey, sources);
    }
  }

  /// The numbers are read in some planar system, and then held against those of France.
  private static Profile guessed(Survey survey, Sources sources) {
    Profile profile = read(survey, declaring(survey.description(), "EPSG:2154"), sources);
    CrsGuess guess =
        profile
            .shape()
            .map(column -> CrsGuess.of(column.x(), column.y()))
            .orElse(CrsGuess.of(new Column.Bounds(), new Column.Bounds()));
    return new Profile(
        declaring(survey.description(), guess.name()),
        profile.records(),
        profile.whole(),
        profile.columns(),
        Optional.of(guess));
  }

  private static SourceDescription declaring(SourceDescription plain, String crs) {
    Map<String, String> options = new HashMap<>(plain.options());
    options.put("crs", crs);
    return new SourceDescription(
        plain.location(),
        plain.base(),
        plain.formulation(),
        plain.iterator(),
        plain.encoding(),
        plain.compression(),
        plain.nulls(),
        options);
  }

  private Optional<Column> shape() {
    return columns.stream().filter(column -> column.kind() == Kind.SHAPE).findFirst();
  }

  private static Profile read(Survey survey, SourceDescription description, Sources sources) {
    try (Source source = sources.open(description)) {
      List<String> references =
          new ArrayList<>(source.columns().isEmpty() ? survey.references() : source.columns());
      if (survey.shaped() && !references.contains("geometry")) {
        references.add("geometry");
      }
      List<String> asked = references.stream().distinct().toList();
      List<Column> columns = asked.stream().map(Column::new).toList();
      long[] records = {0};
      boolean whole = true;
      try {
        source.read(
            asked,
            record -> {
              for (int i = 0; i < columns.size(); i++) {
                columns.get(i).take(record.values(i));
              }
              if (++records[0] >= RECORDS) {
                throw new Enough();
              }
            },
            _ -> {});
      } catch (Enough _) {
        whole = false;
      }
      List<Column> there = columns.stream().filter(column -> !column.absent()).toList();
      return new Profile(description, records[0], whole, once(there), Optional.empty());
    }
  }

  /// A geometry goes by its own name and as `geometry`; it is mapped once.
  private static List<Column> once(List<Column> columns) {
    boolean reserved =
        columns.stream()
            .anyMatch(one -> one.reference().equals("geometry") && one.kind() == Kind.SHAPE);
    return columns.stream()
        .filter(one -> !reserved || one.kind() != Kind.SHAPE || one.reference().equals("geometry"))
        .toList();
  }
}
