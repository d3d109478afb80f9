package org.lacis.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.ingest.Workspace;
import org.lacis.ingest.WorkspaceException;
import org.lacis.query.QuerySetup;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.DatasetPart;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureIds;
import org.lacis.query.feature.FeatureJson;
import org.lacis.query.feature.FeaturePage;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.serve.features.FeaturesRoutes;
import org.lacis.serve.features.ItemsRequest;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the features of a built workspace, as the server hands them out.
@Command(
    name = "features",
    description = {
      "Writes the features of a collection as GeoJSON or JSON-FG; without one, lists what there is.",
      "  lacis features building --bbox 4.83,45.76,4.84,45.77 -o buildings.geojson",
      "  lacis features building --filter \"height > 20\" --crs EPSG:2154 --format JSON_FG"
    },
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "[WORKSPACE] [COLLECTION]",
      description = "Folder with twin.yaml (default: this folder), and the id of the collection.",
      arity = "0..2")
  private List<String> places = List.of();

  @Option(
      names = "--bbox",
      paramLabel = "BOX",
      description = "West,south,east,north in degrees, or in the axes of --bbox-crs.")
  private @Nullable String bbox;

  @Option(names = "--bbox-crs", paramLabel = "CRS", description = "EPSG:2154, for one.")
  private @Nullable String bboxCrs;

  @Option(
      names = "--datetime",
      paramLabel = "TIME",
      description = "2024-07-01, or 2024-01-01/2024-12-31, or 2024-01-01/..")
  private @Nullable String datetime;

  @Option(names = "--filter", paramLabel = "CQL2", description = "Condition, as text or JSON.")
  private @Nullable String filter;

  @Option(
      names = "--where",
      paramLabel = "NAME=VALUE",
      description = "A property and its value; may be given several times.")
  private Map<String, String> where = Map.of();

  @Option(names = "--crs", paramLabel = "CRS", description = "Of what is written (default: CRS84).")
  private @Nullable String crs;

  @Option(names = "--limit", paramLabel = "N", description = "The most features (default: all).")
  private @Nullable Long limit;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "GEOJSON")
  private FeatureJson.Form format = FeatureJson.Form.GEOJSON;

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      description = "Language of texts that there are in several (default: that of twin.yaml).")
  private @Nullable String language;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Default: standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    Optional<String> folder = places.stream().filter(FeaturesCommand::isFolder).findFirst();
    List<String> names = new ArrayList<>(places);
    folder.ifPresent(names::remove);
    Workspace workspace = Workspace.open(Path.of(folder.orElse(".")));
    if (!Files.isDirectory(workspace.store())) {
      throw wrong(workspace.folder().toString(), "nothing is built there", "lacis build first");
    }
    try (TwinStore store = QuerySetup.equip(TwinStore.open(workspace.store()))) {
      Collections collections =
          store.read(view ->
              Collections.of(
                  view,
                  workspace.settings().iris(),
                  FeaturesRoutes.named(ServeCommand.questions(workspace))));
      if (names.isEmpty()) {
        list(collections);
        return Main.DONE;
      }
      FeatureCollection collection =
          collections
              .find(names.getFirst())
              .orElseThrow(() ->
                  wrong(
                      "collection",
                      names.getFirst(),
                      collections.all().stream()
                          .map(FeatureCollection::id)
                          .collect(Collectors.joining(", "))));
      ItemsRequest request = ItemsRequest.of(parameters(), collection);
      try (OutputStream out = stream()) {
        store.<Boolean>read(view -> write(view, workspace, collections, collection, request, out));
        out.flush();
      }
    }
    return Main.DONE;
  }

  private static boolean isFolder(String place) {
    return Files.isDirectory(Path.of(place));
  }

  private static void list(Collections collections) {
    for (FeatureCollection collection : collections.all()) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %,12d  %s%n",
          collection.id(),
          collection.count(),
          collection.datasets().stream()
              .map(DatasetPart::twin)
              .filter(twin -> !twin.isEmpty())
              .distinct()
              .collect(Collectors.joining(", ")));
    }
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>(where);
    put(parameters, "bbox", bbox);
    put(parameters, "bbox-crs", iri(bboxCrs));
    put(parameters, "datetime", datetime);
    put(parameters, "filter", filter);
    put(parameters, "crs", iri(crs));
    if (filter != null && filter.strip().startsWith("{")) {
      parameters.put("filter-lang", "cql2-json");
    }
    if (filter != null && bboxCrs != null) {
      put(parameters, "filter-crs", iri(bboxCrs));
    }
    return parameters;
  }

  private static @Nullable String iri(@Nullable String name) {
    return name == null ? null : Crs.of(name).iri();
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private Boolean write(
      View view,
      Workspace workspace,
      Collections collections,
      FeatureCollection collection,
      ItemsRequest request,
      OutputStream out) {
    String spoken = language != null ? language : workspace.settings().languages().getFirst();
    FeatureJson json =
        new FeatureJson(
            out,
            collection,
            new FeatureJson.Style(
                format, request.crs(), new FeatureIds(workspace.settings().base()), spoken, ""));
    try {
      json.begin(Instant.now(), attributions(collection));
      FeaturePage page =
          collections
              .reader(view, collection)
              .read(
                  new FeatureQuery(
                      request.filter(), Optional.empty(), limit == null ? Long.MAX_VALUE : limit),
                  feature -> {
                    try {
                      json.feature(feature);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      json.end(page.returned(), page.matched(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static List<String> attributions(FeatureCollection collection) {
    return collection.datasets().stream()
        .map(DatasetPart::attribution)
        .filter(words -> !words.isEmpty())
        .distinct()
        .toList();
  }

  private OutputStream stream() throws IOException {
    return output == null
        ? new BufferedOutputStream(System.out)
        : new BufferedOutputStream(Files.newOutputStream(output));
  }

  private static WorkspaceException wrong(String place, String found, String expected) {
    return new WorkspaceException(
        Finding.violation("features.usage", Place.of(place), found, expected, ""));
  }
}
