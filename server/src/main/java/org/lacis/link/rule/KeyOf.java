package org.lacis.link.rule;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lacis.link.text.KeyFormat;
import org.lacis.link.text.KeyKind;

/// Where the key of a thing is found, and how it is written.
///
/// @param path to the texts (or IRIs) that carry the key; empty = the thing's own IRI
/// @param pattern finds the key in the text; empty = the whole text, stripped
/// @param format how the key is written from the groups of the pattern; empty = the first group, or
///   the whole find where there is none
/// @param kind the register that the key is of, whose one form it is brought to; empty = as it is
public record KeyOf(
    Optional<Path> path,
    Optional<Pattern> pattern,
    Optional<KeyFormat> format,
    Optional<KeyKind> kind) {

  /// A key of no register.
  public KeyOf(Optional<Path> path, Optional<Pattern> pattern, Optional<KeyFormat> format) {
    this(path, pattern, format, Optional.empty());
  }

  /// The text itself.
  public static KeyOf of(Path path) {
    return new KeyOf(Optional.of(path), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// @return empty when the text holds no key
  public Optional<String> key(String text) {
    return found(text).flatMap(key -> kind.isEmpty() ? Optional.of(key) : kind.get().of(key));
  }

  private Optional<String> found(String text) {
    if (pattern.isEmpty()) {
      return Optional.of(text.strip()).filter(key -> !key.isEmpty());
    }
    Matcher matcher = pattern.get().matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String key =
        format
            .map(form -> form.written(matcher))
            .orElseGet(() -> {
              String group = matcher.group(Math.min(1, matcher.groupCount()));
              return group == null ? "" : group;
            });
    return Optional.of(key).filter(found -> !found.isEmpty());
  }

  // Patterns are equal when they are the same object; rules are when they say the same.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyOf of
        && path.equals(of.path)
        && pattern.map(Pattern::pattern).equals(of.pattern.map(Pattern::pattern))
        && format.equals(of.format)
        && kind.equals(of.kind);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, pattern.map(Pattern::pattern), format, kind);
  }
}
