package org.lacis.source.sql;

import java.util.Set;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `rml:SQL2008Table` (the iterator names a table) and `rml:SQL2008Query` (the iterator is a
/// query).
///
/// The location is a JDBC URL of PostgreSQL, MariaDB, H2 or SQLite; options `username` and
/// `password`. Rows are fetched as a stream, read-only. References are column names: quoted ones
/// exactly, others exactly or else by the only name that differs in case; with the option
/// `identifiers` of `sql`, as R2RML wants, others are folded as in a query of that database. Values
/// have the natural datatypes of R2RML. Geometry columns of PostGIS, H2 and MariaDB give shapes;
/// the first of them answers the reserved `geometry`, `geometry.footprint`, … Their CRS is their
/// SRID, else the option `crs`.
public final class SqlFormat implements SourceFormat {
  private static final Set<String> FORMULATIONS =
      Set.of("http://w3id.org/rml/SQL2008Table", "http://w3id.org/rml/SQL2008Query");

  @Override
  public boolean accepts(SourceDescription description) {
    return description.formulation().isEmpty()
        ? description.location().startsWith("jdbc:")
        : FORMULATIONS.contains(description.formulation());
  }

  @Override
  public Source open(SourceDescription description) {
    return new SqlSource(description);
  }
}
