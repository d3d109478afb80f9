package org.lacis.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/// An answer's body that ends in failure over the limit, whoever reads it.
final class CappedEntity extends HttpEntityWrapper {
  private final long limit;

  CappedEntity(HttpEntity wrapped, long limit) {
    super(wrapped);
    this.limit = limit;
  }

  @Override
  public InputStream getContent() throws IOException {
    return new CappedStream(wrappedEntity.getContent(), limit);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      in.transferTo(out);
    }
  }
}
