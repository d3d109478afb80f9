package org.lacis.serve.limits;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// One request on its way, watched: how much was sent of its body, and whether either side waits
/// for the client.
public final class Exchange {
  /// Attribute of a request whose body is larger than it may be: how many bytes are taken.
  public static final String TOO_LARGE = "org.lacis.serve.tooLarge";

  private static final long NONE = -1;

  private final Connection connection;
  private final long most;

  private final AtomicLong received = new AtomicLong();

  /// Nanoseconds that were spent waiting for the body, and since when it is waited for now.
  private final AtomicLong waited = new AtomicLong();

  private final AtomicLong waitingSince = new AtomicLong(NONE);

  /// Since when bytes wait to be taken by the client, and what the connection had sent by then.
  private final AtomicLong writingSince = new AtomicLong(NONE);

  private final AtomicLong sentBefore = new AtomicLong();

  /// @param most bytes of the body
  Exchange(Connection connection, long most) {
    this.connection = connection;
    this.most = most;
  }

  Connection connection() {
    return connection;
  }

  /// Whether the client sends or takes less than it must, measured over at least `grace`.
  ///
  /// @param now nanoseconds, as of [System#nanoTime]
  /// @param grace nanoseconds
  /// @param slowest bytes a second
  boolean isTooSlow(long now, long grace, int slowest) {
    long waiting = waitingSince.get();
    long reading = waited.get() + (waiting == NONE ? 0 : now - waiting);
    boolean sendsSlowly =
        waiting != NONE && reading > grace && received.get() < slowest * (reading / 1e9);
    long since = writingSince.get();
    long writing = since == NONE ? 0 : now - since;
    boolean takesSlowly =
        writing > grace && connection.getBytesOut() - sentBefore.get() < slowest * (writing / 1e9);
    return sendsSlowly || takesSlowly;
  }

  Request watching(Request request) {
    return new Request.Wrapper(request) {
      @Override
      public Content.@Nullable Chunk read() {
        Content.Chunk chunk = super.read();
        long since = waitingSince.get();
        if (chunk == null) {
          waitingSince.compareAndSet(NONE, System.nanoTime());
          return null;
        }
        if (since != NONE) {
          waited.addAndGet(System.nanoTime() - since);
          waitingSince.set(NONE);
        }
        if (received.addAndGet(chunk.remaining()) > most) {
          chunk.release();
          setAttribute(TOO_LARGE, most);
          HttpException.RuntimeException tooLarge =
              new HttpException.RuntimeException(413, "more than " + most + " bytes");
          getWrapped().fail(tooLarge);
          return Content.Chunk.from(tooLarge);
        }
        return chunk;
      }
    };
  }

  Response watching(Request request, Response response) {
    return new Response.Wrapper(request, response) {
      @Override
      public void write(boolean last, @Nullable ByteBuffer bytes, Callback callback) {
        sentBefore.set(connection.getBytesOut());
        writingSince.set(System.nanoTime());
        super.write(last, bytes, new Written(callback));
      }
    };
  }

  /// Notes the end of a write before whoever waits for it may begin the next one.
  private final class Written implements Callback {
    private final Callback callback;

    private Written(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void succeeded() {
      writingSince.set(NONE);
      callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      writingSince.set(NONE);
      callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
      return callback.getInvocationType();
    }
  }
}
