package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.locationtech.jts.geom.Coordinate;

/// The addresses of the national side: CSV with semicolons, columns as in the national address
/// base; one for each lot with a building that is no annex.
final class Addresses implements SampleFile {
  private final TextFile out;
  private long lastLot = -1;
  private long count;

  Addresses(Path file) throws IOException {
    out = new TextFile(file);
    out.line("id;numero;nom_voie;code_postal;code_insee;nom_commune;x;y;source_position");
  }

  @Override
  public void national(TrueBuilding building) throws IOException {
    Lot lot = building.lot();
    if (lot.serial() == lastLot || building.use() == Use.ANNEX) {
      return;
    }
    lastLot = lot.serial();
    count++;
    Coordinate door = lot.at(lot.frontage() / 2, 0);
    Coordinate place = Town.onGround(door.x, door.y);
    out.text(Town.INSEE)
        .text("_%04d_%05d;".formatted(lot.street(), lot.houseNumber()))
        .text(lot.houseNumber())
        .text(";")
        .text(Names.street(lot.street()))
        .text(";96100;" + Town.INSEE + ";" + Town.NAME + ";")
        .number(place.x, 2)
        .text(";")
        .number(place.y, 2)
        .line(";" + Town.ORIGIN);
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
