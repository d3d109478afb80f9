package org.lacis.lift.propose;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.lacis.source.SourceDescription;
import org.lacis.source.Sources;
import org.lacis.source.survey.Survey;

/// A first mapping for a file alone, as YARRRML with comments: what each column seems to be, which
/// one is a key, where the geometry is and in which system, and which terms of the ontologies have
/// a name like it, with their score and the runner-up. It lifts as it stands.
public final class Proposal {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String THINGS = "https://twin.example/id/";
  private static final String TERMS = "https://twin.example/def#";
  private static final Map<String, String> PREFIXES = prefixes();

  private final Vocabulary vocabulary;
  private final Sources sources;
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, String> namespaces = new LinkedHashMap<>(PREFIXES);
  private final StringBuilder sourceText = new StringBuilder();
  private final StringBuilder mappings = new StringBuilder();
  private final Set<String> names = new LinkedHashSet<>();

  private Proposal(List<Graph> ontologies, Sources sources) {
    this.vocabulary = new Vocabulary(ontologies);
    this.sources = sources;
  }

  private static Map<String, String> prefixes() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("thing", THINGS);
    all.put("def", TERMS);
    all.put("lacis", "https://w3id.org/lacis#");
    all.put("dcterms", "http://purl.org/dc/terms/");
    all.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    all.put("geo", "http://www.opengis.net/ont/geosparql#");
    all.put("xsd", XSD);
    all.put("lf", "https://w3id.org/lacis/fn#");
    return all;
  }

  /// Looks at a file and writes a mapping that is to lie beside it, or names it by `location`.
  ///
  /// @param location how the mapping calls the file
  /// @param ontologies whose terms are looked through
  /// @return YARRRML
  /// @throws org.lacis.source.SourceException when the file is missing, or of no kind that is read
  public static String of(Path file, String location, List<Graph> ontologies, Sources sources) {
    Proposal proposal = new Proposal(ontologies, sources);
    for (Survey survey : Survey.of(file)) {
      proposal.add(survey, location);
    }
    return proposal.text(location);
  }

  private void add(Survey survey, String location) {
    Profile profile = Profile.of(survey, sources);
    String name = unused(slug(survey.kind()));
    survey.prefixes().forEach(namespaces::put);
    used.addAll(survey.prefixes().keySet());
    source(name, location, survey, profile);
    mapping(name, survey, profile);
  }

  private String unused(String wanted) {
    String name = wanted.isEmpty() ? "record" : wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  // --- The source --------------------------------------------------------------------------------

  private void source(String name, String location, Survey survey, Profile profile) {
    SourceDescription described = profile.description();
    survey.evidence().forEach(words -> comment(sourceText, "  ", words));
    comment(
        sourceText,
        "  ",
        count(profile.records(), "record")
            + (profile.whole() ? "" : ", the first ones, were looked at"));
    line(sourceText, 1, name + ":");
    line(sourceText, 2, "access: " + quoted(location));
    line(sourceText, 2, "referenceFormulation: " + formulation(described.formulation()));
    if (!described.iterator().isEmpty()) {
      line(sourceText, 2, "iterator: " + quoted(described.iterator()));
    }
    if (!described.encoding().isEmpty()) {
      line(sourceText, 2, "encoding: " + described.encoding());
    }
    if (!described.compression().isEmpty()) {
      line(sourceText, 2, "compression: " + described.compression());
    }
    String delimiter = described.options().getOrDefault("delimiter", "");
    if (!delimiter.isEmpty()) {
      line(sourceText, 2, "delimiter: " + quoted(delimiter.equals("\t") ? "\\t" : delimiter));
    }
    String crs = described.options().getOrDefault("crs", "");
    if (!crs.isEmpty()) {
      profile
          .crs()
          .ifPresent(
              guess -> comment(sourceText, "    ", "no CRS in the file; " + guess.evidence()));
      line(sourceText, 2, "lacis:crs: " + quoted(crs));
    }
    Set<String> nothings = new LinkedHashSet<>();
    profile.columns().forEach(column -> nothings.addAll(column.nothings()));
    if (described.formulation().endsWith("CSV")) {
      nothings.add("");
    }
    if (!nothings.isEmpty()) {
      comment(sourceText, "    ", "texts that are taken for no value");
      line(
          sourceText,
          2,
          "null: ["
              + String.join(", ", nothings.stream().sorted().map(Proposal::quoted).toList())
              + "]");
    }
  }

  private static String formulation(String iri) {
    String local = iri.replaceFirst("^.*[/#]", "");
    return switch (local) {
      case "CSV" -> "csv";
      case "JSONPath" -> "jsonpath";
      case "XPath" -> "xpath";
      default -> "lacis:" + local;
    };
  }

  // --- The mapping -------------------------------------------------------------------------------

  private void mapping(String name, Survey survey, Profile profile) {
    Optional<Column> key = key(profile);
    List<Column> candidates =
        profile.columns().stream().filter(column -> column.keyness() > 0).toList();
    List<Vocabulary.Match> classes = vocabulary.classes(survey.kind());
    String subject = key.map(column -> "thing:" + name + "/" + hole(column)).orElse("");
    line(mappings, 1, name + ":");
    line(mappings, 2, "source: " + name);
    if (key.isPresent()) {
      use("thing");
      comment(
          mappings,
          "    ",
          "key: "
              + key.get().reference()
              + ", another value in "
              + (profile.whole() ? "every record" : "each of the first records")
              + others(candidates, key.get()));
      line(mappings, 2, "s: " + quoted(subject));
    } else {
      comment(
          mappings,
          "    ",
          "no column has another value in every record: each record is a blank node.");
      comment(
          mappings,
          "    ",
          "Give it a name when you know one, such as s: 'thing:" + name + "/$(a)-$(b)'.");
    }
    line(mappings, 2, "po:");
    type(survey, classes);
    Optional<Place> place = place(profile);
    List<Column> columns =
        profile.columns().stream()
            .filter(column -> column.kind() != Kind.SHAPE)
            .filter(column -> place.filter(it -> it.uses(column)).isEmpty())
            .toList();
    Map<String, Double> best = new HashMap<>();
    for (Column column : columns) {
      vocabulary.properties(column.name(), column.kind()).stream()
          .limit(1)
          .forEach(match -> best.merge(match.term().iri(), match.score(), Math::max));
    }
    columns.forEach(column -> property(column, best));
    place.ifPresent(found -> geometry(name, subject, found));
  }

  private static String others(List<Column> candidates, Column key) {
    List<String> more =
        candidates.stream().filter(one -> one != key).map(Column::reference).limit(4).toList();
    return more.isEmpty() ? "" : " (so have " + String.join(", ", more) + ")";
  }

  private static Optional<Column> key(Profile profile) {
    return profile.columns().stream()
        .filter(column -> column.keyness() > 0)
        .max(
            Comparator.comparingInt(Column::keyness)
                .thenComparingInt(column -> -profile.columns().indexOf(column)));
  }

  private void type(Survey survey, List<Vocabulary.Match> classes) {
    if (!classes.isEmpty() && classes.getFirst().score() >= Vocabulary.ENOUGH) {
      comment(mappings, "      ", told(survey.kind(), classes));
      line(
          mappings,
          3,
          "- [a, " + quoted(shortened(classes.getFirst().term().iri()) + "~iri") + "]");
    } else {
      use("def");
      comment(
          mappings,
          "      ",
          "no class is called like \""
              + survey.kind()
              + "\""
              + nearest(classes)
              + ": one of our own");
      line(mappings, 3, "- [a, " + quoted("def:" + camel(survey.kind(), true) + "~iri") + "]");
    }
  }

  /// @param best the highest score that any column has for a property: it goes to that one alone
  private void property(Column column, Map<String, Double> best) {
    Kind kind = column.kind();
    List<Vocabulary.Match> matches = vocabulary.properties(column.name(), kind);
    boolean known =
        !matches.isEmpty()
            && matches.getFirst().score() >= Vocabulary.ENOUGH
            && matches.getFirst().score()
                >= best.getOrDefault(matches.getFirst().term().iri(), 0.0);
    comment(
        mappings,
        "      ",
        column.reference()
            + ": "
            + kind.words()
            + range(column)
            + ", in "
            + (column.present() == column.records()
                ? "all records"
                : column.present() + " of " + column.records() + " records")
            + (column.several() ? ", several in one" : ""));
    String predicate;
    if (known) {
      comment(mappings, "      ", told(column.name(), matches));
      predicate = shortened(matches.getFirst().term().iri());
    } else {
      use("def");
      comment(mappings, "      ", "no property is called like it" + nearest(matches));
      predicate = "def:" + camel(column.name(), false);
    }
    String range = known ? matches.getFirst().term().range() : "";
    if (range.equals(XSD + "decimal") && column.typedAs(XSD + "double")) {
      // what JSON and databases write as 8.5E0 is no decimal yet
      call(predicate, "lf:number", column, List.of());
      return;
    }
    switch (kind) {
      case FRENCH_NUMBER -> call(predicate, "lf:number", column, List.of());
      case FRENCH_DATE -> call(predicate, "lf:date", column, List.of("lf:pattern", "dd/MM/yyyy"));
      case WKT -> call(predicate, "lf:wkt", column, List.of());
      case URL -> line(mappings, 3, "- [" + predicate + ", " + quoted(hole(column) + "~iri") + "]");
      case INTEGER, DECIMAL, BOOLEAN, DATE, DATE_TIME ->
          typed(predicate, column, range.isEmpty() ? datatype(column, kind) : range);
      case SHAPE, SIRET, SIREN, COMMUNE, MAIL, PHONE, PARCEL, TEXT -> typed(predicate, column, "");
    }
  }

  private void typed(String predicate, Column column, String datatype) {
    String type = datatype.startsWith(XSD) ? datatype.substring(XSD.length()) : "";
    boolean stated = !type.isEmpty() && !type.equals("string");
    if (stated) {
      use("xsd");
    }
    line(
        mappings,
        3,
        "- [" + predicate + ", " + quoted(hole(column)) + (stated ? ", xsd:" + type : "") + "]");
  }

  private static String datatype(Column column, Kind kind) {
    if (column.typed()) {
      return "";
    }
    return switch (kind) {
      case INTEGER -> XSD + "integer";
      case DECIMAL -> XSD + (column.example().matches(".*[eE].*") ? "double" : "decimal");
      case BOOLEAN -> XSD + "boolean";
      case DATE -> XSD + "date";
      case DATE_TIME -> XSD + "dateTime";
      default -> "";
    };
  }

  private static String range(Column column) {
    return switch (column.kind()) {
      case INTEGER, DECIMAL, FRENCH_NUMBER ->
          String.format(
              Locale.ROOT,
              " from %s to %s",
              bare(column.numbers().low),
              bare(column.numbers().high));
      case TEXT ->
          column.distinctValues() > 1 && column.distinctValues() <= 12 && column.present() > 24
              ? ", " + column.distinctValues() + " different ones"
              : "";
      default -> "";
    };
  }

  private static String bare(double number) {
    return new java.math.BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
  }

  private void call(String predicate, String function, Column column, List<String> more) {
    use("lf");
    line(mappings, 3, "- p: " + predicate);
    line(mappings, 4, "o:");
    line(mappings, 5, "function: " + function);
    line(mappings, 5, "parameters:");
    line(mappings, 6, "- [lf:value, " + quoted(hole(column)) + "]");
    for (int i = 0; i < more.size(); i += 2) {
      line(mappings, 6, "- [" + more.get(i) + ", " + quoted(more.get(i + 1)) + "]");
    }
  }

  // --- The place ---------------------------------------------------------------------------------

  /// Where the records lie: a geometry, or two columns of coordinates.
  private record Place(
      Optional<Column> shape, Optional<Column> x, Optional<Column> y, CrsGuess crs) {
    boolean uses(Column column) {
      return x.filter(one -> one == column).isPresent()
          || y.filter(one -> one == column).isPresent();
    }
  }

  private static Optional<Place> place(Profile profile) {
    Optional<Column> shape =
        profile.columns().stream().filter(one -> one.kind() == Kind.SHAPE).findFirst();
    if (shape.isPresent()) {
      return profile.crs().map(crs -> new Place(shape, Optional.empty(), Optional.empty(), crs));
    }
    String[][] pairs = {
      {"lon(gitude)?|lng|long|x_?wgs84|stop_lon", "lat(itude)?|y_?wgs84|stop_lat"},
      {
        "(coord_?)?x(_?(l93|lambert_?93|2154|cc\\d\\d))?|easting|est",
        "(coord_?)?y(_?(l93|lambert_?93|2154|cc\\d\\d))?|northing|nord"
      },
      {".*[_.]lon(gitude)?", ".*[_.]lat(itude)?"},
      {".*[_.]x", ".*[_.]y"}
    };
    for (String[] pair : pairs) {
      Optional<Column> x = numeric(profile, pair[0]);
      Optional<Column> y = numeric(profile, pair[1]);
      if (x.isPresent() && y.isPresent()) {
        CrsGuess crs = CrsGuess.of(x.get().numbers(), y.get().numbers());
        return Optional.of(new Place(Optional.empty(), x, y, crs));
      }
    }
    return Optional.empty();
  }

  private static Optional<Column> numeric(Profile profile, String pattern) {
    return profile.columns().stream()
        .filter(one -> one.kind().number())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).matches(pattern))
        .findFirst();
  }

  private void geometry(String name, String subject, Place place) {
    use("geo");
    if (subject.isEmpty()) {
      comment(
          mappings, "      ", "where it is; " + place.crs().name() + ": " + place.crs().evidence());
      wkt(place, 3);
      return;
    }
    String node = subject + "/geometry";
    comment(mappings, "      ", "where it is: a geometry of its own, below");
    line(mappings, 3, "- [geo:hasDefaultGeometry, " + quoted(node + "~iri") + "]");
    String other = unused(name + "-geometry");
    mappings.append('\n');
    line(mappings, 1, other + ":");
    line(mappings, 2, "source: " + name);
    line(mappings, 2, "s: " + quoted(node));
    line(mappings, 2, "po:");
    line(mappings, 3, "- [a, geo:Geometry~iri]");
    comment(mappings, "      ", "CRS " + place.crs().name() + ": " + place.crs().evidence());
    wkt(place, 3);
  }

  private void wkt(Place place, int depth) {
    if (place.shape().isPresent()) {
      line(mappings, depth, "- [geo:asWKT, " + quoted(hole(place.shape().get())) + "]");
      return;
    }
    use("lf");
    line(mappings, depth, "- p: geo:asWKT");
    line(mappings, depth + 1, "o:");
    line(mappings, depth + 2, "function: lf:point");
    line(mappings, depth + 2, "parameters:");
    place.x().ifPresent(x -> line(mappings, depth + 3, "- [lf:x, " + quoted(hole(x)) + "]"));
    place.y().ifPresent(y -> line(mappings, depth + 3, "- [lf:y, " + quoted(hole(y)) + "]"));
    line(mappings, depth + 3, "- [lf:crs, " + quoted(place.crs().name()) + "]");
  }

  // --- Words -------------------------------------------------------------------------------------

  private String told(String name, List<Vocabulary.Match> matches) {
    Vocabulary.Match best = matches.getFirst();
    String next =
        matches.size() > 1
            ? String.format(
                Locale.ROOT,
                "; next %s, %.2f",
                shown(matches.get(1).term().iri()),
                matches.get(1).score())
            : "";
    return String.format(
        Locale.ROOT,
        "\"%s\" is like \"%s\" of %s, %.2f%s",
        name.strip(),
        best.label(),
        shown(best.term().iri()),
        best.score(),
        next);
  }

  private String nearest(List<Vocabulary.Match> matches) {
    return matches.isEmpty() || matches.getFirst().score() < 0.4
        ? ""
        : String.format(
            Locale.ROOT,
            " (nearest: %s \"%s\", %.2f)",
            shown(matches.getFirst().term().iri()),
            matches.getFirst().label(),
            matches.getFirst().score());
  }

  private void use(String prefix) {
    used.add(prefix);
  }

  private String shortened(String iri) {
    String name = shown(iri);
    int colon = name.indexOf(':');
    if (!name.equals(iri) && colon > 0) {
      use(name.substring(0, colon));
    }
    return name;
  }

  private String shown(String iri) {
    for (Map.Entry<String, String> one : namespaces.entrySet()) {
      if (iri.startsWith(one.getValue()) && iri.length() > one.getValue().length()) {
        return one.getKey() + ":" + iri.substring(one.getValue().length());
      }
    }
    return iri;
  }

  private static String hole(Column column) {
    String reference =
        column.reference().replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    return "$(" + (reference.startsWith("_") ? "\\" + reference : reference) + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  private static void comment(StringBuilder out, String indent, String words) {
    out.append(indent).append("# ").append(words.replaceAll("\\s+", " ")).append('\n');
  }

  private static void line(StringBuilder out, int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private static String ascii(String name) {
    return Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "Oe"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "");
  }

  private static String slug(String name) {
    return ascii(name)
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static String camel(String name, boolean capital) {
    StringBuilder out = new StringBuilder();
    for (String word : slug(name).split("-")) {
      if (word.isEmpty()) {
        continue;
      }
      boolean up = capital || !out.isEmpty();
      out.append(up ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
    }
    String made = out.isEmpty() ? "value" : out.toString();
    return Character.isDigit(made.charAt(0)) ? "n" + made : made;
  }

  private String text(String location) {
    StringBuilder all = new StringBuilder();
    all.append("# A first mapping for ")
        .append(location)
        .append(", proposed from the file alone.\n");
    all.append(
        "# It lifts as it stands: lacis lift THIS --sample 5. Read it, then make it yours:\n");
    all.append(
        "# the names under thing: and def: are invented, and every guess says what made it.\n");
    all.append("prefixes:\n");
    Map<String, String> shown = new HashMap<>(namespaces);
    shown.keySet().retainAll(used);
    namespaces.forEach((prefix, iri) -> {
      if (shown.containsKey(prefix)) {
        line(all, 1, prefix + ": " + quoted(iri));
      }
    });
    all.append("\nsources:\n").append(sourceText);
    all.append("\nmappings:\n").append(mappings);
    return all.toString();
  }
}
