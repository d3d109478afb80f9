package org.lacis.lift.function;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.source.Value;

/// Normal forms of what French registers write in many ways: addresses, names, codes, telephones.
final class French {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern NUMBER = Pattern.compile("(\\d+)\\s*(bis|ter|quater|[a-d])?");
  private static final Pattern DEPARTMENT =
      Pattern.compile("(97\\d|98\\d|2[ABab]|\\d{2})\\d{2,3}|2[ABab]\\d{3}");

  /// Ways, where they stand at the head of an address.
  private static final Map<String, String> WAYS =
      Map.ofEntries(
          Map.entry("all", "allee"),
          Map.entry("av", "avenue"),
          Map.entry("ave", "avenue"),
          Map.entry("bd", "boulevard"),
          Map.entry("bld", "boulevard"),
          Map.entry("blvd", "boulevard"),
          Map.entry("boul", "boulevard"),
          Map.entry("ch", "chemin"),
          Map.entry("che", "chemin"),
          Map.entry("chem", "chemin"),
          Map.entry("crs", "cours"),
          Map.entry("esp", "esplanade"),
          Map.entry("fg", "faubourg"),
          Map.entry("fbg", "faubourg"),
          Map.entry("imp", "impasse"),
          Map.entry("lot", "lotissement"),
          Map.entry("mte", "montee"),
          Map.entry("pass", "passage"),
          Map.entry("pl", "place"),
          Map.entry("prom", "promenade"),
          Map.entry("qu", "quai"),
          Map.entry("r", "rue"),
          Map.entry("res", "residence"),
          Map.entry("rte", "route"),
          Map.entry("sq", "square"),
          Map.entry("vla", "villa"),
          Map.entry("za", "zone artisanale"),
          Map.entry("zi", "zone industrielle"));

  /// Titles, wherever they stand.
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("cdt", "commandant"),
          Map.entry("cne", "capitaine"),
          Map.entry("col", "colonel"),
          Map.entry("dr", "docteur"),
          Map.entry("gal", "general"),
          Map.entry("gen", "general"),
          Map.entry("ing", "ingenieur"),
          Map.entry("lt", "lieutenant"),
          Map.entry("mal", "marechal"),
          Map.entry("pdt", "president"),
          Map.entry("pr", "professeur"),
          Map.entry("prof", "professeur"),
          Map.entry("sgt", "sergent"),
          Map.entry("st", "saint"),
          Map.entry("ste", "sainte"));

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "du", "des", "la", "le", "les", "à", "au", "aux", "en", "et", "sur", "sous", "lès",
          "lez", "près", "d", "l", "dit", "ès");

  private French() {}

  /// `12bis, AV. du Gal. Leclerc` and `12 BIS AVENUE DU GÉNÉRAL-LECLERC` are both `12 bis avenue du
  /// general leclerc`: small letters without accents, abbreviations in full.
  static List<Value> address(Arguments in) {
    String bare = plain(in.text(0));
    List<String> words = new ArrayList<>();
    boolean head = true;
    for (String word : APART.split(bare)) {
      if (word.isEmpty()) {
        continue;
      }
      Matcher number = NUMBER.matcher(word);
      if (head && number.matches()) {
        words.add(number.group(1));
        if (number.group(2) != null) {
          words.add(number.group(2));
        }
        continue;
      }
      if (head && words.size() == 1 && word.matches("bis|ter|quater|[a-d]")) {
        words.add(word);
        continue;
      }
      String way = head ? WAYS.get(word) : null;
      String title = TITLES.get(word);
      words.add(way != null ? way : title != null ? title : word);
      head = false;
    }
    return words.isEmpty() ? List.of() : Texts.of(String.join(" ", words));
  }

  private static String plain(String text) {
    String apart = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae");
    return MARKS
        .matcher(Normalizer.normalize(apart, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.FRENCH);
  }

  /// `SAINT-ÉTIENNE-DU-ROUVRAY` is `Saint-Étienne-du-Rouvray`, `L'ISLE D'ABEAU` is `L'Isle
  /// d'Abeau`.
  static List<Value> name(Arguments in) {
    String text = in.text(0).strip().replaceAll("\\s+", " ").replace('’', '\'');
    StringBuilder out = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
        continue;
      }
      if (!word.isEmpty()) {
        String small = word.toString().toLowerCase(Locale.FRENCH);
        boolean apostrophe = c == '\'' && (small.equals("d") || small.equals("l"));
        boolean lone = (small.equals("d") || small.equals("l")) && !apostrophe;
        boolean particle = PARTICLES.contains(small) && !lone && !out.isEmpty();
        out.append(
            particle
                ? small
                : small.substring(0, 1).toUpperCase(Locale.FRENCH) + small.substring(1));
        word.setLength(0);
      }
      if (i < text.length()) {
        out.append(c);
      }
    }
    return out.isEmpty() ? List.of() : Texts.of(out.toString());
  }

  /// `04 78 00 00 00`, `04.78.00.00.00` and `+33 (0)4 78 00 00 00` are `+33478000000`.
  static List<Value> phone(Arguments in) throws BadArgumentException {
    String digits =
        in.text(0).replace("(0)", "").replaceAll("[\\s./-]", "").replaceFirst("^(0033|\\+33)", "0");
    digits = digits.replaceFirst("^00(?=[1-9])", "0");
    if (!digits.matches("0[1-9]\\d{8}")) {
      throw new BadArgumentException(
          '"' + in.text(0) + '"', "a French telephone number of ten digits");
    }
    return Texts.of("+33" + digits.substring(1));
  }

  /// The department of a commune or a postal code: `69381` is `69`, `2A004` is `2A`, `97411` is
  /// `974`.
  static List<Value> department(Arguments in) throws BadArgumentException {
    Matcher code = DEPARTMENT.matcher(in.text(0).strip());
    if (!code.matches()) {
      throw new BadArgumentException(
          '"' + in.text(0) + '"', "an INSEE code of a commune, or a postal code");
    }
    String text = in.text(0).strip().toUpperCase(Locale.ROOT);
    return Texts.of(text.matches("9[78].*") ? text.substring(0, 3) : text.substring(0, 2));
  }

  /// The enterprise (SIREN) of an establishment (SIRET).
  static List<Value> siren(Arguments in) throws BadArgumentException {
    String digits = in.text(0).replaceAll("\\s", "");
    if (!digits.matches("\\d{14}|\\d{9}")) {
      throw new BadArgumentException('"' + in.text(0) + '"', "a SIRET of 14 digits");
    }
    return Texts.of(digits.substring(0, 9));
  }
}
