package org.lacis.serve.limits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.lacis.serve.web.Problem;

/// Tells what is wrong with a request that no endpoint has seen, as a problem document: a header
/// that is too long, an address that is none, a body that is too large.
public final class PlainProblems extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    byte[] body = problem(status).json().getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static Problem problem(int status) {
    String remedy =
        switch (status) {
          case 400 -> "Write the address and the headers as RFC 9110 and RFC 3986 have them.";
          case 408 -> "Send faster.";
          case 413 -> "Send less at once.";
          case 414 -> "Send long queries with POST.";
          case 431 -> "Send fewer or shorter headers, and long queries with POST.";
          default -> "";
        };
    String detail =
        switch (status) {
          case 400 -> "request: no HTTP request that can be read";
          case 413 -> "request: a body that is larger than is taken";
          case 414, 431 -> "request: a header that is longer than is taken";
          default -> "request: refused";
        };
    return new Problem(status, "serve.http-" + status, detail, remedy, Map.of());
  }
}
