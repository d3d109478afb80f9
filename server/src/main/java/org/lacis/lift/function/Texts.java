package org.lacis.lift.function;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.source.Value;

/// Functions on text.
final class Texts {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_SLUG = Pattern.compile("[^a-z0-9]+");

  /// `BU_69381AS107`, `69381 AS 0107`, `69381000AS0107`.
  private static final Pattern PARCEL =
      Pattern.compile(
          "(?:[A-Za-z]+_)?\\s*(\\d{5}|2[AB]\\d{3})\\s*(\\d{3})?\\s*([A-Z0-9]{1,2}?)\\s*(\\d{1,4})");

  private Texts() {}

  static List<Value> of(String text) {
    return List.of(new Value.Text(text, ""));
  }

  static List<Value> slug(Arguments in) {
    String plain =
        in.text(0).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae");
    String bare = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    String slug = NOT_SLUG.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll("-");
    int from = slug.startsWith("-") ? 1 : 0;
    int to = slug.endsWith("-") && slug.length() > from ? slug.length() - 1 : slug.length();
    return from == to ? List.of() : of(slug.substring(from, to));
  }

  static List<Value> upper(Arguments in) {
    return of(in.text(0).toUpperCase(Locale.ROOT));
  }

  static List<Value> lower(Arguments in) {
    return of(in.text(0).toLowerCase(Locale.ROOT));
  }

  static List<Value> upperUrl(Arguments in) {
    String url = in.text(0).toUpperCase(Locale.ROOT);
    return of(url.startsWith("HTTP://") || url.startsWith("HTTPS://") ? url : "http://" + url);
  }

  static List<Value> trim(Arguments in) {
    return of(in.text(0).strip());
  }

  static List<Value> concat(Arguments in) {
    return of(String.join(in.text(1, ""), in.texts(0)));
  }

  static List<Value> replace(Arguments in) {
    return of(in.text(0).replace(in.text(1), in.text(2)));
  }

  static List<Value> replacePattern(Arguments in) throws BadArgumentException {
    try {
      return of(in.pattern(1).matcher(in.text(0)).replaceAll(in.text(2)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BadArgumentException(
          '"' + in.text(2) + '"', "a replacement whose groups exist: " + e.getMessage());
    }
  }

  static List<Value> substring(Arguments in) throws BadArgumentException {
    String text = in.text(0);
    int from = in.number(1);
    int length = in.number(2, Integer.MAX_VALUE);
    if (from < 0 || length < 0 || from > text.length()) {
      return List.of();
    }
    return of(text.substring(from, (int) Math.min((long) from + length, text.length())));
  }

  static List<Value> fromTo(Arguments in) throws BadArgumentException {
    String text = in.text(0);
    int from = in.number(1);
    int to = Math.min(in.number(2, text.length()), text.length());
    return from < 0 || from > to ? List.of() : of(text.substring(from, to));
  }

  static List<Value> match(Arguments in) throws BadArgumentException {
    Matcher matcher = in.pattern(1).matcher(in.text(0));
    int group = in.number(2, Math.min(1, matcher.groupCount()));
    if (group < 0 || group > matcher.groupCount()) {
      throw new BadArgumentException(
          "group " + group, "a group from 0 to " + matcher.groupCount() + " of " + in.text(1));
    }
    if (!matcher.find() || matcher.start(group) < 0) {
      return List.of();
    }
    return of(matcher.group(group));
  }

  static List<Value> split(Arguments in) {
    List<Value> pieces = new ArrayList<>();
    for (String piece : in.text(0).split(Pattern.quote(in.text(1)), -1)) {
      if (!piece.isBlank()) {
        pieces.add(new Value.Text(piece.strip(), ""));
      }
    }
    return pieces;
  }

  static List<Value> pad(Arguments in) throws BadArgumentException {
    String text = in.text(0);
    String with = in.text(2, "0");
    if (with.length() != 1) {
      throw new BadArgumentException('"' + with + '"', "one character to fill up with");
    }
    int missing = in.number(1) - text.length();
    return of(missing > 0 ? with.repeat(missing) + text : text);
  }

  /// A text that was not mistaken is left as it is.
  static List<Value> unescapeDoubleUtf8(Arguments in) {
    String text = in.text(0);
    return of(
        mended(text, Charset.forName("windows-1252"))
            .or(() -> mended(text, StandardCharsets.ISO_8859_1))
            .orElse(text));
  }

  /// The text whose UTF-8 was taken for this charset; empty when that is not what happened.
  private static Optional<String> mended(String text, Charset takenFor) {
    try {
      ByteBuffer bytes = takenFor.newEncoder().encode(CharBuffer.wrap(text));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  static List<Value> cadastralParcel(Arguments in) throws BadArgumentException {
    Matcher parts = PARCEL.matcher(in.text(0).strip());
    if (!parts.matches()) {
      throw new BadArgumentException(
          '"' + in.text(0) + '"',
          "commune (5), prefix (3, optional), section (1 or 2) and number (up to 4)");
    }
    String prefix = parts.group(2) == null ? "000" : parts.group(2);
    String section = parts.group(3);
    String number = parts.group(4);
    return of(
        parts.group(1)
            + prefix
            + "0".repeat(2 - section.length())
            + section
            + "0".repeat(4 - number.length())
            + number);
  }

  static List<Value> unescape(Arguments in) throws BadArgumentException {
    String text = in.text(0);
    return switch (in.text(1)) {
      case "html", "xml" ->
          of(
              text.replace("&lt;", "<")
                  .replace("&gt;", ">")
                  .replace("&quot;", "\"")
                  .replace("&apos;", "'")
                  .replace("&#39;", "'")
                  .replace("&nbsp;", "\u00A0")
                  .replace("&amp;", "&"));
      case "url" -> {
        try {
          yield of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          throw new BadArgumentException('"' + text + '"', "percent-encoded text");
        }
      }
      default -> throw new BadArgumentException('"' + in.text(1) + '"', "html, xml or url");
    };
  }

  /// The digest of the text in UTF-8, in hexadecimal.
  static List<Value> hash(Arguments in, String algorithm) throws BadArgumentException {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(in.text(0).getBytes(StandardCharsets.UTF_8));
      return of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException _) {
      throw new BadArgumentException('"' + algorithm + '"', "SHA-256, SHA-1 or MD5");
    }
  }

  static List<Value> escape(Arguments in) throws BadArgumentException {
    String text = in.text(0);
    return switch (in.text(1)) {
      case "html", "xml" ->
          of(
              text.replace("&", "&amp;")
                  .replace("<", "&lt;")
                  .replace(">", "&gt;")
                  .replace("\"", "&quot;"));
      case "url" -> of(URLEncoder.encode(text, StandardCharsets.UTF_8));
      case "csv" -> of('"' + text.replace("\"", "\"\"") + '"');
      default -> throw new BadArgumentException('"' + in.text(1) + '"', "html, xml, url or csv");
    };
  }
}
