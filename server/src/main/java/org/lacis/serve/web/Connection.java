package org.lacis.serve.web;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// The connection of a request.
public final class Connection {
  private Connection() {}

  /// Breaks it off: once bytes of an answer were sent it is too late for a status, and a broken
  /// connection is the one thing that cannot look like an end.
  public static void cut(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
    ctx.skipRemainingHandlers();
  }
}
