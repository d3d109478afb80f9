package org.lacis.serve.twin;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which address of this server tells of which IRI: what lies below the twin's base is found under
/// the same path here, whatever the host is called.
///
/// @param base base IRI of the twin; ends with `/`
public record LocalIris(String base) {
  private static final Pattern ESCAPES = Pattern.compile("(%[89A-Fa-f][0-9A-Fa-f])+");

  /// Address of the page about an IRI, relative to this server.
  public String page(String iri) {
    return iri.startsWith(base + "id/")
        ? "/doc/" + iri.substring(base.length() + "id/".length())
        : "/about?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8);
  }

  /// A path or address as it may stand in a header: letters beyond ASCII are escaped.
  public static String escaped(String address) {
    StringBuilder escaped = new StringBuilder(address.length());
    for (byte each : address.getBytes(StandardCharsets.UTF_8)) {
      if (each > ' ' && each != '<' && each != '>' && each != '"') {
        escaped.append((char) each);
      } else {
        escaped.append('%').append(String.format("%02X", each));
      }
    }
    return escaped.toString();
  }

  /// The IRIs that a path below `/id/` may stand for, likeliest first: as it was sent, and with the
  /// letters beyond ASCII that browsers escape.
  ///
  /// @param path what follows `/id/`, still escaped
  public List<String> things(String path) {
    SequencedSet<String> iris = new LinkedHashSet<>();
    iris.add(base + "id/" + path);
    iris.add(base + "id/" + ESCAPES.matcher(path).replaceAll(LocalIris::letters));
    return List.copyOf(iris);
  }

  private static String letters(java.util.regex.MatchResult escapes) {
    String text = escapes.group();
    ByteBuffer bytes = ByteBuffer.allocate(text.length() / 3);
    for (int i = 0; i < text.length(); i += 3) {
      bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
    }
    try {
      String letters = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      return Matcher.quoteReplacement(letters);
    } catch (CharacterCodingException _) {
      return Matcher.quoteReplacement(text);
    }
  }
}
