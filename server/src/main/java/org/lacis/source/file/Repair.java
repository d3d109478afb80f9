package org.lacis.source.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A declared mending of damaged text. Nothing is ever mended that was not declared.
public enum Repair {
  /// Text stays as it stands.
  NONE,

  /// UTF-8 that was read as Windows-1252 (or Latin-1) and written as UTF-8 again: `MarÃ©chal`
  /// becomes `Maréchal`. Sound text is left alone, because it does not decode.
  DOUBLE_UTF8;

  private static final String OPTION = "repair";

  /// The repair that the option `repair` asks for.
  ///
  /// @throws SourceException when it names a repair that does not exist
  public static Repair of(SourceDescription description) {
    String name = description.options().getOrDefault(OPTION, "");
    return switch (name) {
      case "" -> NONE;
      case "double-utf8" -> DOUBLE_UTF8;
      default ->
          throw new SourceException(
              Finding.violation(
                  "source.unknown-option",
                  Place.of(description.location()).field(OPTION),
                  name,
                  "double-utf8",
                  Nearest.remedy(name, List.of("double-utf8"))));
    };
  }

  /// The text mended, or the very same text when there is nothing to mend.
  public String mend(String text) {
    return switch (this) {
      case NONE -> text;
      case DOUBLE_UTF8 -> undouble(text);
    };
  }

  private static String undouble(String text) {
    int first = firstAboveAscii(text);
    if (first < 0) {
      return text;
    }
    byte[] bytes = asRead(text);
    if (bytes.length == 0) {
      return text;
    }
    try {
      CharsetDecoder strict =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      return strict.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      // The text is no UTF-8 in disguise: it was sound.
      return text;
    }
  }

  private static int firstAboveAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return i;
      }
    }
    return -1;
  }

  /// The bytes that Windows-1252 shows as this text; empty when it cannot have shown it. The five
  /// bytes that Windows-1252 leaves open are read as Latin-1 controls, as browsers do.
  private static byte[] asRead(String text) {
    byte[] bytes = new byte[text.length()];
    Charset windows = Charset.forName("windows-1252");
    for (int i = 0; i < bytes.length; i++) {
      char c = text.charAt(i);
      if (c <= 0xFF) {
        // On its way, the second byte of `à` (a no-break space) is often turned into a plain space.
        boolean lostByte = c == ' ' && i > 0 && bytes[i - 1] == (byte) 0xC3;
        bytes[i] = lostByte ? (byte) 0xA0 : (byte) c;
      } else {
        ByteBuffer one = windows.encode(CharBuffer.wrap(new char[] {c}));
        if (one.remaining() != 1 || one.get(0) == '?') {
          return new byte[0];
        }
        bytes[i] = one.get(0);
      }
    }
    return bytes;
  }
}
