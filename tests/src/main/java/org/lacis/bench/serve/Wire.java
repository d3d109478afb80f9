package org.lacis.bench.serve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that requests are sent on, one after the other: HTTP/1.1 and no more of it than
/// is needed, so that asking takes little of the time that is measured. For one thread at a time.
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] waste = new byte[1 << 16];

  /// What came back.
  ///
  /// @param bytes of the body
  record Reply(int status, long bytes) {}

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
  }

  /// Sends a request and reads the whole answer.
  Reply get(String path, String accept) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: "
            + accept
            + "\r\nUser-Agent: lacis-bench\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    String line = line();
    int status = Integer.parseInt(line.substring(9, 12));
    long length = -1;
    boolean chunked = false;
    for (line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        chunked = header.contains("chunked");
      }
    }
    return new Reply(status, chunked ? chunks() : skip(Math.max(0, length)));
  }

  private long chunks() throws IOException {
    long all = 0;
    while (true) {
      String size = line();
      int end = size.indexOf(';');
      long next = Long.parseLong((end < 0 ? size : size.substring(0, end)).strip(), 16);
      all += skip(next);
      line();
      if (next == 0) {
        return all;
      }
    }
  }

  private long skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      int read = in.read(waste, 0, (int) Math.min(waste.length, left));
      if (read < 0) {
        throw new IOException("the answer was cut");
      }
      left -= read;
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
