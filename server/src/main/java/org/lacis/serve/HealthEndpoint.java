package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.lacis.store.TwinStore;

/// `/health`: whether the store can be read, as JSON; 200 when it can, 503 when not.
record HealthEndpoint(TwinStore twin, Instant started) implements Handler {
  @Override
  public void handle(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    boolean readable = readable();
    ctx.status(readable ? 200 : 503);
    ctx.json(
        Map.of(
            "status",
            readable ? "up" : "down",
            "uptimeSeconds",
            Duration.between(started, Instant.now()).toSeconds()));
  }

  private boolean readable() {
    try {
      Boolean _ = twin.read(view -> view.dataset().find().hasNext());
      return true;
    } catch (RuntimeException _) {
      // the answer says it; the reason is in the log of whoever closed the store
      return false;
    }
  }
}
