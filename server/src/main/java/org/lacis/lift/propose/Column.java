package org.lacis.lift.propose;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lacis.geometry.Crs;
import org.lacis.source.Value;

/// What is known of one reference after some records. Filled by one thread.
final class Column {
  private static final Set<String> NOTHING =
      Set.of("", "null", "NULL", "NA", "N/A", "n/a", "None", "nan", "NaN", "-", "--", "?");
  private static final int LONGEST_KEY = 80;

  private final String reference;
  private final Set<Kind> kinds = EnumSet.allOf(Kind.class);
  private final Set<String> datatypes = new HashSet<>();
  private final Set<String> distinct = new HashSet<>();
  private final Set<String> nothings = new HashSet<>();
  private final Bounds numbers = new Bounds();
  private final Bounds x = new Bounds();
  private final Bounds y = new Bounds();
  private long records;
  private long present;
  private long shapes;
  private boolean several;
  private boolean zeroPadded;
  private int longest;
  private String example = "";
  private Optional<Crs> crs = Optional.empty();

  /// The smallest and the largest of some numbers.
  static final class Bounds {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;

    void take(double number) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }

    boolean within(double from, double to) {
      return low >= from && high <= to;
    }
  }

  Column(String reference) {
    this.reference = reference;
    kinds.remove(Kind.SHAPE);
  }

  void take(List<Value> values) {
    records++;
    boolean any = false;
    several |= values.size() > 1;
    for (Value value : values) {
      switch (value) {
        case Value.Shape(var geometry) -> {
          any = true;
          shapes++;
          crs = crs.or(() -> Optional.of(geometry.crs()));
          var box = geometry.shape().getEnvelopeInternal();
          if (!box.isNull()) {
            x.take(box.getMinX());
            x.take(box.getMaxX());
            y.take(box.getMinY());
            y.take(box.getMaxY());
          }
        }
        case Value.Text(String text, String datatype) -> any |= take(text, datatype);
      }
    }
    if (any) {
      present++;
    }
  }

  private boolean take(String text, String datatype) {
    if (NOTHING.contains(text.strip())) {
      nothings.add(text);
      return false;
    }
    datatypes.add(datatype);
    kinds.removeIf(kind -> !kind.holds(text));
    if (distinct.size() <= Profile.RECORDS) {
      distinct.add(text.length() > LONGEST_KEY ? text.hashCode() + "…" + text.length() : text);
    }
    longest = Math.max(longest, text.length());
    zeroPadded |= text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1));
    if (example.isEmpty()) {
      example = text;
    }
    if (kinds.contains(Kind.DECIMAL) || kinds.contains(Kind.FRENCH_NUMBER)) {
      try {
        numbers.take(
            Double.parseDouble(text.replaceAll("[\\s\\u00A0\\u202F]", "").replace(',', '.')));
      } catch (NumberFormatException _) {
        kinds.remove(Kind.DECIMAL);
        kinds.remove(Kind.FRENCH_NUMBER);
      }
    }
    return true;
  }

  String reference() {
    return reference;
  }

  /// The reference as a name, without the marks of a path.
  String name() {
    return reference
        .replaceAll("\\[\\*\\]", "")
        .replaceAll("\\[?['\"\\]]", "")
        .replaceFirst("^\\$\\.?", "")
        .replace("@", "");
  }

  boolean absent() {
    return present == 0;
  }

  long present() {
    return present;
  }

  long records() {
    return records;
  }

  boolean several() {
    return several;
  }

  /// Texts that were taken for no value.
  Set<String> nothings() {
    return nothings;
  }

  Optional<Crs> crs() {
    return crs;
  }

  Bounds numbers() {
    return numbers;
  }

  Bounds x() {
    return x;
  }

  Bounds y() {
    return y;
  }

  String example() {
    return example;
  }

  /// Whether the format gives some value this datatype.
  boolean typedAs(String datatype) {
    return datatypes.contains(datatype);
  }

  /// Whether the format gives values a datatype of its own.
  boolean typed() {
    return !datatypes.contains("");
  }

  /// The first kind that all values are of. A code of digits is one only where the name says so.
  Kind kind() {
    if (shapes > 0) {
      return Kind.SHAPE;
    }
    String low = name().toLowerCase(Locale.ROOT);
    for (Kind kind : kinds) {
      boolean fits =
          switch (kind) {
            case COMMUNE -> low.matches(".*(insee|com(mune)?|depcom|code_?geo|codgeo).*");
            case SIRET -> low.contains("siret") || distinct.size() > 2;
            case SIREN -> low.contains("siren") || distinct.size() > 5;
            case INTEGER, DECIMAL ->
                !zeroPadded && !low.matches(".*(postal|postcode|insee|siret|siren|tel|phone).*");
            case FRENCH_NUMBER ->
                !zeroPadded
                    && !low.matches(".*(postal|postcode|insee|siret|siren|tel|phone).*")
                    && distinct.stream().anyMatch(text -> !Kind.DECIMAL.holds(text));
            case SHAPE,
                BOOLEAN,
                DATE,
                FRENCH_DATE,
                DATE_TIME,
                URL,
                MAIL,
                PHONE,
                WKT,
                PARCEL,
                TEXT ->
                true;
          };
      if (fits) {
        return kind;
      }
    }
    return Kind.TEXT;
  }

  /// Whether every record has a value and no two have the same.
  boolean unique() {
    return present == records
        && records > 0
        && !several
        && shapes == 0
        && distinct.size() == present
        && longest <= LONGEST_KEY
        && nothings.isEmpty();
  }

  /// How much the name of a unique column looks like that of a key; 0 for what is no key.
  int keyness() {
    Kind kind = kind();
    if (!unique() || kind == Kind.DECIMAL || kind == Kind.FRENCH_NUMBER || kind == Kind.WKT) {
      return 0;
    }
    String low = name().toLowerCase(Locale.ROOT).replaceFirst("^.*[./:]", "");
    if (low.matches("id|gml_?id|identifiant|identifier|uuid|guid|cleabs|idu|code|siret|insee")) {
      return 5;
    }
    if (low.matches("(.*[_-])?(id|gid|fid|ident|uid|code|num|numero|ref|siret|insee)([_-].*)?")) {
      return 4;
    }
    if (kind == Kind.DATE || kind == Kind.FRENCH_DATE || kind == Kind.DATE_TIME) {
      return 0;
    }
    boolean plain = longest <= 20 && distinct.stream().noneMatch(text -> text.contains(" "));
    return records > 1 ? (plain ? 2 : 1) : 0;
  }

  long distinctValues() {
    return distinct.size();
  }
}
