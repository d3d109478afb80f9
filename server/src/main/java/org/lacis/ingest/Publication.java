package org.lacis.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a dataset is offered, as a catalogue tells it (DCAT-AP 3).
///
/// @param contact whom to ask; none leaves it to the twin
/// @param rhythm how often the source changes, one of [#RHYTHMS]; empty when unknown
/// @param from first day that the data speak of, as `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; empty when
///   unknown
/// @param to last day, likewise
/// @param themes codes of the data themes of the European Union, such as `ENVI`
/// @param keywords words to find it by
public record Publication(
    Contact contact,
    String rhythm,
    String from,
    String to,
    List<String> themes,
    List<String> keywords) {

  /// What a dataset may say of its rhythm, with the code of the frequencies of the European Union.
  static final Map<String, String> RHYTHMS = rhythms();

  /// The data themes of the European Union.
  private static final List<String> THEMES =
      List.of(
          "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI",
          "TECH", "TRAN");

  private static final String DATE = "\\d{4}(-\\d\\d(-\\d\\d)?)?";

  public Publication {
    themes = List.copyOf(themes);
    keywords = List.copyOf(keywords);
  }

  private static Map<String, String> rhythms() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("continuous", "UPDATE_CONT");
    codes.put("hourly", "HOURLY");
    codes.put("daily", "DAILY");
    codes.put("weekly", "WEEKLY");
    codes.put("fortnightly", "BIWEEKLY");
    codes.put("monthly", "MONTHLY");
    codes.put("quarterly", "QUARTERLY");
    codes.put("half-yearly", "ANNUAL_2");
    codes.put("yearly", "ANNUAL");
    codes.put("two-yearly", "BIENNIAL");
    codes.put("three-yearly", "TRIENNIAL");
    codes.put("irregular", "IRREG");
    codes.put("never", "NEVER");
    return codes;
  }

  /// Reads the keys `contact`, `rhythm`, `temporal`, `themes` and `keywords`.
  static Publication read(SettingsFile yaml) {
    String rhythm = yaml.text("rhythm", "");
    if (!rhythm.isEmpty() && !RHYTHMS.containsKey(rhythm)) {
      throw yaml.wrong(
          "rhythm", "'" + rhythm + "'", "one of " + String.join(", ", RHYTHMS.keySet()));
    }
    SettingsFile temporal = yaml.map("temporal").orElse(yaml.none());
    if (yaml.has("temporal")) {
      temporal.only("from", "to");
    }
    List<String> themes =
        yaml.texts("themes").stream().map(theme -> theme.toUpperCase(Locale.ROOT)).toList();
    for (String theme : themes) {
      if (!THEMES.contains(theme)) {
        throw yaml.wrong("themes", "'" + theme + "'", "codes among " + String.join(", ", THEMES));
      }
    }
    return new Publication(
        Contact.read(yaml, Contact.NONE),
        rhythm,
        date(temporal, "from"),
        date(temporal, "to"),
        themes,
        yaml.texts("keywords"));
  }

  private static String date(SettingsFile yaml, String key) {
    String said = yaml.text(key, "");
    if (!said.isEmpty() && !said.matches(DATE)) {
      throw yaml.wrong(key, "'" + said + "'", "a date as yyyy, yyyy-mm or yyyy-mm-dd");
    }
    return said;
  }
}
