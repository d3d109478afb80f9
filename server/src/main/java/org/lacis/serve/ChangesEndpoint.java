package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lacis.ingest.ChangeLog;

/// `/changes`, `/changes/<twin>/<dataset>`, `/changes/<twin>/<dataset>/<run>`: which builds changed
/// which datasets, newest first as JSON, and one change as RDF Patch.
///
/// Files are read at each request: a build beside the server adds to them.
record ChangesEndpoint(ChangeLog log) implements Handler {
  private static final String PATCH = "application/rdf-patch";

  @Override
  public void handle(Context ctx) {
    String path = ctx.path().replaceFirst("^/changes/?", "").replaceFirst("/$", "");
    if (path.isEmpty()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      log.datasets().forEach(name -> rows.addAll(rows(name)));
      ctx.json(rows);
      return;
    }
    if (log.datasets().contains(path)) {
      ctx.json(rows(path));
      return;
    }
    int cut = path.lastIndexOf('/');
    Optional<ChangeLog.Change> change =
        cut < 0 ? Optional.empty() : log.find(path.substring(0, cut), path.substring(cut + 1));
    send(ctx, change.orElseThrow(NotFoundResponse::new));
  }

  private static void send(Context ctx, ChangeLog.Change change) {
    try {
      ctx.contentType(PATCH);
      // A patch never changes.
      ctx.header("Cache-Control", "public, max-age=31536000, immutable");
      ctx.result(Files.newInputStream(change.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Map<String, Object>> rows(String dataset) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ChangeLog.Change change : log.changes(dataset).reversed()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("dataset", change.dataset());
      row.put("run", change.run());
      row.put("removed", change.removed());
      row.put("added", change.added());
      row.put("patch", "/changes/" + change.dataset() + "/" + change.run());
      rows.add(row);
    }
    return rows;
  }
}
