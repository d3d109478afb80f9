package org.lacis.serve.sparql;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Holds back the first megabyte of an answer, so that what goes wrong while it is made can still
/// be told as an error. A longer answer streams on; if that one breaks, the connection must be cut.
final class SpooledResponse extends HttpServletResponseWrapper {
  private static final int HELD = 1 << 20;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final PrintWriter writer =
      new PrintWriter(new OutputStreamWriter(new Spool(), StandardCharsets.UTF_8));
  private String message = "";
  private boolean streaming;

  SpooledResponse(HttpServletResponse response) {
    super(response);
  }

  /// Whether bytes have left for the client.
  boolean streaming() {
    return streaming;
  }

  boolean failed() {
    return getStatus() >= 400;
  }

  /// What was said of the failure: the message of the error, or the body of the answer.
  String failure() {
    writer.flush();
    return message.isEmpty() ? held.toString(StandardCharsets.UTF_8) : message;
  }

  /// Sends what is still held back.
  void send() throws IOException {
    writer.flush();
    if (!streaming && held.size() > 0) {
      getResponse().setContentLength(held.size());
    }
    held.writeTo(getResponse().getOutputStream());
    held.reset();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Spool();
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void sendError(int status) {
    setStatus(status);
  }

  @Override
  public void sendError(int status, String text) {
    setStatus(status);
    message = text;
  }

  // what Fuseki says of the length is about an answer that may never be sent
  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void flushBuffer() {}

  @Override
  public boolean isCommitted() {
    return streaming && super.isCommitted();
  }

  private final class Spool extends ServletOutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!streaming && held.size() + length > HELD) {
        streaming = true;
        held.writeTo(getResponse().getOutputStream());
        held.reset();
      }
      if (streaming) {
        getResponse().getOutputStream().write(bytes, from, length);
      } else {
        held.write(bytes, from, length);
      }
    }

    /// Jena's writers flush after every cell; the server sends when its buffer is full, and at the
    /// end.
    @Override
    public void flush() {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("answers are written by the thread that makes them");
    }
  }
}
