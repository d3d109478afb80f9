package org.lacis.app.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.lacis.app.sample.SampleReport.Divergence;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Writes the sample: a workspace with two overlapping twins of the invented commune of
/// Valmorine-sur-Ourbe, and the right answers beside it.
///
///     twin.yaml  mappings/  ontologies/  queries/
///     data/sample-national/   communes CSV, buildings GeoPackage, addresses CSV
///     data/sample-local/      buildings CityGML and CityJSON, flood zones GeoJSON, parcels
///                             Shapefile, sensors JSON, population SQL
///     gold/                   links.csv, exposures.csv, README.md
///
/// The same settings give the same files, byte for byte. Memory does not grow with the number of
/// buildings: the town is made, drawn and forgotten block by block.
public final class SampleTwin {
  private static final int PROGRESS = 500;

  private final SampleSettings settings;
  private final Town town;
  private final FloodZones zones;
  private final Parcels parcels;
  private final LongConsumer progress;
  private final List<SampleFile> files = new ArrayList<>();
  private long national;
  private long local;
  private long removed;
  private long added;
  private long shifted;
  private long split;
  private long merged;

  private SampleTwin(SampleSettings settings, LongConsumer progress) {
    this.settings = settings;
    this.progress = progress;
    town = new Town(settings);
    zones = new FloodZones(town);
    parcels = new Parcels(settings);
  }

  /// Writes the workspace.
  ///
  /// @param folder made if it is not there; must be empty, or hold an earlier sample, which is
  ///   written over
  /// @param progress hears now and then how many buildings of the national side are done
  /// @throws SampleException when the folder holds something else or cannot be written
  public static SampleReport write(Path folder, SampleSettings settings, LongConsumer progress) {
    try {
      refuseOthers(folder);
      SampleReport report = new SampleTwin(settings, progress).write(folder);
      WorkspaceFiles.write(folder, settings, report);
      return report;
    } catch (IOException e) {
      throw SampleException.unwritable(folder, e);
    }
  }

  private static void refuseOthers(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve("gold").resolve("links.csv"))) {
      return;
    }
    boolean empty;
    try (Stream<Path> inside = Files.list(folder)) {
      empty = inside.findAny().isEmpty();
    }
    if (!empty) {
      throw new SampleException(
          Finding.violation(
              "sample.folder-in-use",
              Place.of(folder.toString()),
              "a folder that holds other things",
              "an empty folder, a new one, or one with an earlier sample",
              "Name another folder."));
    }
  }

  private SampleReport write(Path folder) throws IOException {
    Path nation = folder.resolve("data").resolve("sample-national");
    Path city = folder.resolve("data").resolve("sample-local");
    try (Communes communes =
            new Communes(town, nation.resolve("communes").resolve("communes.csv"));
        NationalBuildings buildings =
            new NationalBuildings(town, nation.resolve("buildings").resolve("batiment.gpkg"));
        Addresses addresses = new Addresses(nation.resolve("addresses").resolve("adresses.csv"));
        CityGml model =
            new CityGml(
                town, communes.core(), city.resolve("buildings").resolve("VALMORINE_2024.gml"));
        SampleFile again = cityJson(city.resolve("buildings-cityjson"));
        ParcelsFile cadastre = new ParcelsFile(city.resolve("parcels"));
        Population population =
            new Population(city.resolve("population").resolve("population.sql"));
        Gold gold = new Gold(zones, folder.resolve("gold"))) {
      files.addAll(
          List.of(communes, buildings, addresses, model, again, cadastre, population, gold));
      double height = build(communes.core().getMaxY());
      FloodZonesFile.write(zones, city.resolve("flood-zones").resolve("zones_inondables.geojson"));
      Sensors.write(town, settings, height, city.resolve("sensors").resolve("capteurs.json"));
      return new SampleReport(
          national,
          local,
          parcels.count(),
          addresses.count(),
          zones.all().size(),
          gold.links(),
          gold.exposures(),
          divergence());
    }
  }

  private SampleFile cityJson(Path folder) throws IOException {
    return settings.cityJson()
        ? new CityJson(town, folder.resolve("VALMORINE_2024.city.json"))
        : () -> {};
  }

  // Row after row until there are as many buildings as were asked for; says how far they reach.
  private double build(double border) throws IOException {
    double v = 0;
    for (int row = 0; national < settings.buildings(); row++) {
      v += Town.street(row);
      if (v + 80 > border) {
        throw new IllegalStateException("the town has outgrown its commune");
      }
      for (int column = 0; column < town.columns() && national < settings.buildings(); column++) {
        block(Builder.build(town, parcels, column, row, v));
      }
      v += town.rowDepth(row);
    }
    progress.accept(national);
    return v;
  }

  private void block(Block plan) throws IOException {
    List<TrueBuilding> numbered = new ArrayList<>();
    for (TrueBuilding building : plan.buildings()) {
      if (national + numbered.size() < settings.buildings() && zones.clear(building.plan())) {
        numbered.add(building.numbered(national + numbered.size()));
      }
    }
    Block block = new Block(plan.number(), plan.lots(), numbered, plan.vacant());
    LocalSide.Drawing drawing = LocalSide.draw(town, zones, block);
    for (SampleFile file : files) {
      for (Lot lot : block.lots()) {
        file.lot(lot);
      }
      for (TrueBuilding building : block.buildings()) {
        file.national(building);
      }
      for (LocalBuilding building : drawing.buildings()) {
        file.local(building);
      }
    }
    count(block, drawing);
  }

  private void count(Block block, LocalSide.Drawing drawing) {
    long before = national;
    national += block.buildings().size();
    local += drawing.buildings().size();
    removed += drawing.removed();
    long lastSplit = -1;
    for (LocalBuilding building : drawing.buildings()) {
      switch (building.fate()) {
        case SAME -> {}
        case SHIFTED -> shifted++;
        case MERGED -> merged += building.origins().size();
        case ADDED -> added++;
        case SPLIT -> {
          long origin = building.origins().getFirst().serial();
          split += origin == lastSplit ? 0 : 1;
          lastSplit = origin;
        }
      }
    }
    if (national / PROGRESS > before / PROGRESS) {
      progress.accept(national);
    }
  }

  private Divergence divergence() {
    long same = national - shifted - split - merged - removed;
    return new Divergence(same, shifted, split, merged, removed, added);
  }
}
