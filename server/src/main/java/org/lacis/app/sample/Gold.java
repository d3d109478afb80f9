package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.lacis.app.sample.FloodZones.Zone;

/// The right answers: which buildings are the same, and which ones the flood zones meet.
final class Gold implements SampleFile {
  private final FloodZones zones;
  private final TextFile links;
  private final TextFile exposures;
  private long linkCount;
  private long exposureCount;

  Gold(FloodZones zones, Path folder) throws IOException {
    this.zones = zones;
    links = new TextFile(folder.resolve("links.csv"));
    links.line("national,local,kind,origin");
    exposures = new TextFile(folder.resolve("exposures.csv"));
    exposures.line("twin,building,zone,origin");
  }

  @Override
  public void national(TrueBuilding building) throws IOException {
    for (Zone zone : zones.meeting(building.plan())) {
      exposed("sample-national", building.id(), zone);
    }
  }

  @Override
  public void local(LocalBuilding building) throws IOException {
    for (TrueBuilding origin : building.origins()) {
      links
          .text(origin.id() + "," + building.id() + "," + building.fate().word())
          .line(",synthetic");
      linkCount++;
    }
    for (Zone zone : zones.meeting(building.plan())) {
      exposed("sample-local", building.id(), zone);
    }
  }

  private void exposed(String twin, String building, Zone zone) throws IOException {
    exposures.line(twin + "," + building + "," + zone.id() + ",synthetic");
    exposureCount++;
  }

  long links() {
    return linkCount;
  }

  long exposures() {
    return exposureCount;
  }

  @Override
  public void close() throws IOException {
    try (links;
        exposures) {
      links.flushLine();
    }
  }
}
