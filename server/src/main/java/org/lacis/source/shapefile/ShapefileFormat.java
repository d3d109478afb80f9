package org.lacis.source.shapefile;

import java.util.Locale;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;

/// `lacis:Shapefile`: a `.shp` with the `.dbf` beside it, and `.prj` and `.cpg` where they exist.
///
/// References: names of the table's fields, and the reserved `geometry`, … Numbers without decimals
/// are integers, others decimals; `D` is a date, `L` a boolean; blanks are no value. Texts are in
/// the declared encoding, else that of `.cpg`, else ISO-8859-1 (the format's old default). The CRS
/// is the declared one, else the `.prj` where it names a known system; otherwise it must be
/// declared.
public final class ShapefileFormat implements SourceFormat {
  private static final String FORMULATION = "https://w3id.org/lacis#Shapefile";

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return description.formulation().equals(FORMULATION);
    }
    return description.location().toLowerCase(Locale.ROOT).endsWith(".shp");
  }

  @Override
  public Source open(SourceDescription description) {
    return new ShapefileSource(description);
  }
}
