package org.lacis.link.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the key of a thing is found, and how it is written.
///
/// @param path to the texts (or IRIs) that carry the key; empty = the thing's own IRI
/// @param pattern finds the key in the text; empty = the whole text, stripped
/// @param format how the key is written from the groups of the pattern, `$1` to `$9`; empty = the
///   first group, or the whole find where there is none
public record KeyOf(Optional<Path> path, Optional<Pattern> pattern, Optional<String> format) {

  /// The text itself.
  public static KeyOf of(Path path) {
    return new KeyOf(Optional.of(path), Optional.empty(), Optional.empty());
  }

  /// @return empty when the text holds no key
  public Optional<String> key(String text) {
    if (pattern.isEmpty()) {
      return Optional.of(text.strip()).filter(key -> !key.isEmpty());
    }
    Matcher matcher = pattern.get().matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String key =
        format
            .map(form -> written(form, matcher))
            .orElseGet(() -> {
              String group = matcher.group(Math.min(1, matcher.groupCount()));
              return group == null ? "" : group;
            });
    return Optional.of(key).filter(found -> !found.isEmpty());
  }

  private static String written(String form, Matcher matcher) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c == '$' && i + 1 < form.length() && Character.isDigit(form.charAt(i + 1))) {
        int group = form.charAt(++i) - '0';
        String found = group <= matcher.groupCount() ? matcher.group(group) : null;
        key.append(found == null ? "" : found);
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }
}
