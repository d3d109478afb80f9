package org.lacis.serve.web;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Breaks off the connection of an answer that fails after its first bytes have left: a broken
/// connection is the one thing that cannot look like an end.
public final class Broken {
  private static final Logger LOG = LoggerFactory.getLogger(Broken.class);

  private Broken() {}

  /// Sends an answer piece by piece; what goes wrong before the first byte has left is told as
  /// usual.
  public static void unlessWhole(Context ctx, Runnable sending) {
    try {
      sending.run();
    } catch (RuntimeException e) {
      if (!ctx.res().isCommitted()) {
        ctx.res().reset();
        throw e;
      }
      LOG.warn("{} {} broken off: {}", ctx.method(), ctx.path(), e.toString());
      off(ctx);
    }
  }

  /// Breaks the connection.
  public static void off(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
    ctx.skipRemainingHandlers();
  }
}
