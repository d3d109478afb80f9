package org.lacis.bench.federate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A server that is further away: what is sent to it arrives later. Pieces travel one behind the
/// other, as on a long line; opening a connection costs nothing here.
public final class Distance implements AutoCloseable {
  private final ServerSocket door;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private volatile Duration delay;
  private volatile boolean cut;

  /// Bytes, and when they arrive; none: there are no more.
  private static final class Piece {
    private final byte[] bytes;
    private final long due;

    Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  /// @param port where the server listens on this machine
  /// @param delay from here to there; answers come back at once
  public Distance(int port, Duration delay) {
    this.port = port;
    this.delay = delay;
    try {
      door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = threads.submit(this::accept);
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + path);
  }

  public void delay(Duration time) {
    delay = time;
  }

  /// From now on connections break after the first piece of an answer.
  public void cut() {
    cut = true;
  }

  public long connections() {
    return connections.get();
  }

  private boolean accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        connections.incrementAndGet();
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        open.add(near);
        open.add(far);
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        var _ = threads.submit(() -> take(near, pieces));
        var _ = threads.submit(() -> give(far, pieces));
        var _ = threads.submit(() -> back(far, near));
      } catch (IOException _) {
        // closed, or the server is gone: whoever asked sees the connection end
      }
    }
    return true;
  }

  private boolean take(Socket near, BlockingQueue<Piece> pieces) throws IOException {
    InputStream in = near.getInputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      byte[] bytes = new byte[read];
      System.arraycopy(buffer, 0, bytes, 0, read);
      pieces.add(new Piece(bytes, System.nanoTime() + delay.toNanos()));
    }
    pieces.add(new Piece(new byte[0], 0));
    return true;
  }

  private boolean give(Socket far, BlockingQueue<Piece> pieces)
      throws IOException, InterruptedException {
    OutputStream out = far.getOutputStream();
    while (true) {
      Piece piece = pieces.take();
      if (piece.bytes.length == 0) {
        close(far);
        return true;
      }
      Thread.sleep(Duration.ofNanos(Math.max(0, piece.due - System.nanoTime())));
      out.write(piece.bytes);
      out.flush();
    }
  }

  private boolean back(Socket far, Socket near) throws IOException {
    byte[] buffer = new byte[1 << 16];
    InputStream in = far.getInputStream();
    OutputStream out = near.getOutputStream();
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, cut ? Math.min(read, 200) : read);
        out.flush();
        if (cut) {
          break;
        }
      }
    } finally {
      close(near);
      close(far);
    }
    return true;
  }

  private void close(Socket socket) throws IOException {
    open.remove(socket);
    socket.close();
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
