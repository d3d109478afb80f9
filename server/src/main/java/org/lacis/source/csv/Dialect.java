package org.lacis.source.csv;

import java.util.Locale;
import java.util.Map;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The parts of a CSVW dialect (W3C *Metadata Vocabulary for Tabular Data*, section 5.9) that
/// change how a file is read. Nothing is guessed from the data.
///
/// @param delimiter between fields; `,` by default, a tab for names that end in `.tsv`
/// @param quote around fields; `"` by default, `\0` for none
/// @param header whether the first row names the columns; true by default
/// @param trim whether blanks around a field are taken off
/// @param comment first character of rows to be skipped; `\0` for none
/// @param skipRows how many lines stand before the header
record Dialect(
    String delimiter, char quote, boolean header, boolean trim, char comment, int skipRows) {

  static Dialect of(SourceDescription description) {
    Map<String, String> options = description.options();
    refuse(description, "doubleQuote", "false", "quotes inside a field are doubled");
    String delimiter = options.getOrDefault("delimiter", byName(description.location()));
    String quote = options.getOrDefault("quoteChar", "\"");
    String comment = options.getOrDefault("commentPrefix", "");
    return new Dialect(
        delimiter.equals("\\t") ? "\t" : delimiter,
        quote.isEmpty() ? '\0' : quote.charAt(0),
        header(options),
        flag(options, "trim") || flag(options, "skipInitialSpace"),
        comment.isEmpty() ? '\0' : comment.charAt(0),
        number(description, "skipRows"));
  }

  private static String byName(String location) {
    return location.toLowerCase(Locale.ROOT).endsWith(".tsv") ? "\t" : ",";
  }

  private static boolean header(Map<String, String> options) {
    String rows = options.getOrDefault("headerRowCount", "1");
    String header = options.getOrDefault("header", "true");
    return !rows.equals("0") && !header.equals("false") && !header.equals("0");
  }

  private static boolean flag(Map<String, String> options, String name) {
    String word = options.getOrDefault(name, "false");
    return word.equals("true") || word.equals("1") || word.equals("start");
  }

  private static int number(SourceDescription description, String name) {
    String word = description.options().getOrDefault(name, "0");
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException cause) {
      throw new SourceException(
          Finding.violation(
              "source.bad-option",
              Place.of(description.location()).field(name),
              word,
              "a number of lines",
              "Write the number in digits."),
          cause);
    }
  }

  private static void refuse(
      SourceDescription description, String name, String word, String expected) {
    if (description.options().getOrDefault(name, "").equals(word)) {
      throw new SourceException(
          Finding.violation(
              "source.bad-option",
              Place.of(description.location()).field(name),
              word,
              expected,
              "Write the file with doubled quotes."));
    }
  }
}
