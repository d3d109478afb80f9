package org.lacis.serve.features;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.lacis.serve.web.Broken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that is sent while it is made. What goes wrong before its first bytes left is told as
/// for any other request; afterwards the connection is broken off, so that nobody takes what came
/// for the whole.
final class Answer extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
  private static final int HELD = 1 << 15;

  private final Context ctx;
  private final byte[] held = new byte[HELD];
  private int size;
  private @Nullable OutputStream out;

  private Answer(Context ctx) {
    this.ctx = ctx;
  }

  /// Writes the body.
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  /// Sends an answer whose headers are set.
  static void send(Context ctx, Body body) {
    Answer answer = new Answer(ctx);
    try {
      body.write(answer);
      answer.finish();
    } catch (IOException | RuntimeException | Error e) {
      if (answer.out == null) {
        throw e instanceof IOException io ? new UncheckedIOException(io) : rethrown(e);
      }
      if (!isGone(e)) {
        LOG.error("{} {} broke off", ctx.method(), ctx.path(), e);
      }
      Broken.off(ctx);
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return (RuntimeException) e;
  }

  private static boolean isGone(Throwable e) {
    return Optional.ofNullable(e.getCause()).orElse(e) instanceof EofException;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (size + length > held.length) {
      pass();
    }
    if (length > held.length) {
      open().write(bytes, from, length);
      return;
    }
    System.arraycopy(bytes, from, held, size, length);
    size += length;
  }

  private void pass() throws IOException {
    open().write(held, 0, size);
    size = 0;
  }

  private OutputStream open() {
    OutputStream opened = out;
    if (opened == null) {
      opened = ctx.outputStream();
      out = opened;
    }
    return opened;
  }

  private void finish() throws IOException {
    if (out == null) {
      ctx.result(java.util.Arrays.copyOf(held, size));
      return;
    }
    pass();
  }
}
