package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lacis.store.IndexReport;
import org.lacis.store.TwinStore;

/// `/index`, behind the admin key: GET compares the spatial index with the data, POST builds it
/// anew first. Answers JSON; readers and the old index go on meanwhile, other writers wait for
/// POST.
record IndexEndpoint(TwinStore store) implements Handler {
  /// Differences that are told one by one.
  private static final int TOLD = 20;

  @Override
  public void handle(Context ctx) {
    if (ctx.method().name().equals("POST")) {
      store.rebuildIndex();
    }
    List<String> differences = new ArrayList<>();
    IndexReport report =
        store.checkIndex(finding -> {
          if (differences.size() < TOLD) {
            differences.add(finding.sentence());
          }
        });
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sound", report.sound());
    answer.put("report", report);
    answer.put("differences", differences);
    ctx.json(answer);
  }
}
