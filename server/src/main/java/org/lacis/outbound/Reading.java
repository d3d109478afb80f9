package org.lacis.outbound;

import java.io.IOException;
import java.io.InputStream;

/// Reads an answer while it comes.
@FunctionalInterface
public interface Reading<T> {
  /// @param head what came before the body; its own body is empty
  /// @param body unpacked, capped and timed; closed by the caller
  /// @throws IOException becomes an [OutboundException] of the call
  T read(Reply head, InputStream body) throws IOException;
}
