package org.lacis.serve.page;

import java.util.List;
import java.util.Map;

/// A question that a person would ask, and the SPARQL that answers it.
///
/// @param name file name without `.rq`
/// @param words the question by language tag; `""` where the file names no language
/// @param sparql the whole file
public record Question(String name, Map<String, String> words, String sparql) {
  public Question {
    words = Map.copyOf(words);
  }

  /// Reads a `.rq` file: its first comment lines are the question, as `# fr: …` and `# en: …`, or
  /// without a language.
  public static Question read(String name, String sparql) {
    Map<String, String> words = new java.util.LinkedHashMap<>();
    String current = "";
    for (String line : sparql.lines().takeWhile(line -> line.startsWith("#")).toList()) {
      String text = line.replaceFirst("^#+\\s*", "").strip();
      for (String tag : List.of("fr", "en")) {
        if (text.startsWith(tag + ":")) {
          current = tag;
          text = text.substring(3).strip();
        }
      }
      if (text.startsWith("collection:")) {
        continue; // what it is called among the geographic data
      }
      if (text.isEmpty()) {
        break;
      }
      words.merge(current, text, (a, b) -> a + " " + b);
    }
    if (words.isEmpty()) {
      words.put("", name.replace('-', ' '));
    }
    return new Question(name, words, sparql);
  }

  /// The question in a language, or in the one that there is.
  public String in(String tag) {
    for (String candidate : List.of(tag, "", "en", "fr")) {
      String found = words.get(candidate);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("a question without words: " + name);
  }
}
