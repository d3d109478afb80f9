package org.lacis.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/// How a key is written from the groups that a pattern found.
///
/// `$2` (or `${2}`) is the second group; `${2:4}` the same with zeros before it up to four letters;
/// `${2:0}` without zeros before it; `${2:A}` in capitals; `${2:4A}` both; `$$` a dollar.
/// `BU_69381AS107`, found by `BU_([0-9]{5})([A-Z]{1,2})([0-9]+)` and written `${1}000${2:2}${3:4}`,
/// is `69381000AS0107`.
///
/// @param parts in order
public record KeyFormat(List<Part> parts) {
  private static final int WIDEST = 64;

  public KeyFormat {
    parts = List.copyOf(parts);
  }

  /// A piece of the key.
  public sealed interface Part {}

  /// What stands in every key.
  public record Fixed(String text) implements Part {}

  /// What a group found; nothing where it found nothing.
  ///
  /// @param group from 1; 0 = the whole find
  /// @param width zeros are put before the text up to it; 0 = zeros are taken away; -1 = as it is
  /// @param large in capitals
  public record Group(int group, int width, boolean large) implements Part {}

  /// What is wrong with a format, as what was expected instead.
  public static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String expected) {
      super(expected);
    }
  }

  /// @param groups how many the pattern has
  public static KeyFormat read(String text, int groups) throws Mistake {
    List<Part> parts = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char sign = text.charAt(i++);
      if (sign != '$') {
        fixed.append(sign);
      } else if (i < text.length() && text.charAt(i) == '$') {
        fixed.append('$');
        i++;
      } else {
        if (!fixed.isEmpty()) {
          parts.add(new Fixed(fixed.toString()));
          fixed.setLength(0);
        }
        boolean braced = i < text.length() && text.charAt(i) == '{';
        int end = braced ? text.indexOf('}', i) : Math.min(text.length(), i + 1);
        if (end < 0) {
          throw new Mistake("'}' after '${'");
        }
        parts.add(group(text.substring(braced ? i + 1 : i, end), groups));
        i = braced ? end + 1 : end;
      }
    }
    if (!fixed.isEmpty()) {
      parts.add(new Fixed(fixed.toString()));
    }
    return new KeyFormat(parts);
  }

  private static Group group(String text, int groups) throws Mistake {
    int colon = text.indexOf(':');
    String number = colon < 0 ? text : text.substring(0, colon);
    String how = colon < 0 ? "" : text.substring(colon + 1);
    boolean large = how.endsWith("A");
    String width = large ? how.substring(0, how.length() - 1) : how;
    if (!number.matches("[0-9]") || Integer.parseInt(number) > groups) {
      throw new Mistake("a group from $0 to $" + groups + ", or $$ for a dollar");
    }
    if (!width.matches("[0-9]{0,2}")
        || colon >= 0 && how.isEmpty()
        || !width.isEmpty() && Integer.parseInt(width) > WIDEST) {
      throw new Mistake("a width from 0 to " + WIDEST + ", A for capitals, or both, as in ${2:4A}");
    }
    return new Group(
        Integer.parseInt(number), width.isEmpty() ? -1 : Integer.parseInt(width), large);
  }

  /// As it is read again.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Fixed(String fixed) -> text.append(fixed.replace("$", "$$"));
        case Group(int group, int width, boolean large) -> {
          String how = (width < 0 ? "" : Integer.toString(width)) + (large ? "A" : "");
          text.append("${").append(group).append(how.isEmpty() ? "" : ":" + how).append('}');
        }
      }
    }
    return text.toString();
  }

  /// @param found of the pattern that the format was read for
  public String written(MatchResult found) {
    StringBuilder key = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Fixed(String text) -> key.append(text);
        case Group(int group, int width, boolean large) -> {
          String text = found.group(group) == null ? "" : found.group(group);
          String sized = width < 0 || text.isEmpty() ? text : sized(text, width);
          key.append(large ? sized.toUpperCase(Locale.ROOT) : sized);
        }
      }
    }
    return key.toString();
  }

  /// With zeros before it up to the width; of width 0, without.
  static String sized(String text, int width) {
    if (width == 0) {
      String bare = text.replaceFirst("^0+", "");
      return bare.isEmpty() ? "0" : bare;
    }
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
