package org.lacis.serve.federated;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts the address of what is to be known of an answer into its head, where the form has a place
/// for it: the member `link` of SPARQL results in JSON (section 3.1.2), the element `link` in XML
/// (section 2.2).
final class LinkedResponse extends HttpServletResponseWrapper {
  private static final String JSON = "\"head\": {";
  private static final String XML = "</head>";
  private static final int SEARCHED = 1 << 14;

  private final Supplier<Optional<String>> link;

  /// @param link asked when the body begins; empty: nothing is put in
  LinkedResponse(HttpServletResponse response, Supplier<Optional<String>> link) {
    super(response);
    this.link = link;
  }

  // the link makes it longer
  @Override
  public void setContentLength(int length) {
    if (link.get().isEmpty()) {
      super.setContentLength(length);
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream out = super.getOutputStream();
    Optional<String> address = link.get();
    String type = String.valueOf(getContentType());
    boolean json = type.contains("json") && type.contains("sparql-results");
    boolean xml = type.contains("xml") && type.contains("sparql-results");
    if (address.isEmpty() || !(json || xml)) {
      return out;
    }
    return json
        ? new Inserting(out, JSON, " \"link\": [ \"" + address.get() + "\" ] ,", true)
        : new Inserting(out, XML, "<link href=\"" + address.get() + "\"/>", false);
  }

  /// Inserts a text once, after or before the first place where another one stands.
  private static final class Inserting extends ServletOutputStream {
    private final ServletOutputStream out;
    private final String mark;
    private final String text;
    private final boolean after;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean done;

    Inserting(ServletOutputStream out, String mark, String text, boolean after) {
      this.out = out;
      this.mark = mark;
      this.text = text;
      this.after = after;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (done) {
        out.write(bytes, from, length);
        return;
      }
      held.write(bytes, from, length);
      // one character a byte, so that places are those of bytes
      int place = held.toString(StandardCharsets.ISO_8859_1).indexOf(mark);
      if (place >= 0) {
        int cut = after ? place + mark.length() : place;
        byte[] all = held.toByteArray();
        out.write(all, 0, cut);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write(all, cut, all.length - cut);
        done = true;
      } else if (held.size() > SEARCHED) {
        held.writeTo(out);
        done = true;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
