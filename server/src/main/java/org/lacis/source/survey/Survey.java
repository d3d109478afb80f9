package org.lacis.source.survey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.file.InputFile;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What a file seems to be: one description for each kind of record in it, with the references that
/// may be asked of them. Reads the beginning of the file alone, a few megabytes.
///
/// @param description opens the records
/// @param kind what a record is, from the name of layer, type, element or file
/// @param references what stands in the records of the beginning, in the order of the file; some of
///   them may have no value anywhere; without the reserved `geometry`
/// @param shaped whether the format has a `geometry` of its own
/// @param prefixes namespaces that the references and the iterator use (XPath)
/// @param evidence what made it seem so, a sentence each
public record Survey(
    SourceDescription description,
    String kind,
    List<String> references,
    boolean shaped,
    Map<String, String> prefixes,
    List<String> evidence) {
  private static final String RML = "http://w3id.org/rml/";
  private static final String LACIS = "https://w3id.org/lacis#";
  private static final int START = 1 << 16;
  private static final Set<String> GML_MEMBERS =
      Set.of("member", "featureMember", "featureMembers", "members");
  private static final String GML_SPACE = "http://www.opengis.net/gml";

  public Survey {
    references = List.copyOf(references);
    prefixes = Map.copyOf(prefixes);
    evidence = List.copyOf(evidence);
  }

  /// Looks at a file.
  ///
  /// @return at least one description, the most frequent kind of record first
  /// @throws SourceException when there is no such file, or it is of no kind that is read here
  public static List<Survey> of(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String name = String.valueOf(file.getFileName());
    SourceDescription plain =
        new SourceDescription(
            name,
            folder == null ? Path.of("") : folder,
            "",
            "",
            "",
            name.endsWith(".gz") ? "gzip" : "",
            List.of(),
            Map.of());
    String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    String stem = stem(bare, folder);
    InputFile input = InputFile.of(plain);
    if (bare.endsWith(".shp")) {
      return List.of(table(with(plain, LACIS + "Shapefile", "", ""), stem, true, List.of()));
    }
    if (bare.endsWith(".gpkg")) {
      return geoPackage(plain, input);
    }
    byte[] start = start(input);
    String text = new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    List<Survey> found;
    if (text.startsWith("<")) {
      found = xml(plain, input, stem);
    } else if (text.startsWith("{") || text.startsWith("[")) {
      found = json(plain, input, stem);
    } else {
      found = List.of(csv(plain, start, bare, stem));
    }
    if (found.isEmpty()) {
      throw unknown(name, "no records");
    }
    return found;
  }

  /// What may be asked of the records of a source that is described; empty when that cannot be
  /// told.
  public static List<String> references(SourceDescription description) {
    try {
      InputFile input = InputFile.of(description);
      String formulation = description.formulation().replaceFirst("^.*[/#]", "");
      return switch (formulation) {
        case "JSONPath" -> {
          JsonShape root = JsonShape.of(input).root();
          String iterator = description.iterator();
          yield root.arrays().stream()
              .filter(one -> one.iterator().equals(iterator))
              .findFirst()
              .map(one -> one.shape().references())
              .orElseGet(root::references);
        }
        case "XPath" ->
            XmlShape.of(input).stream()
                .flatMap(root -> leaves(root.records().getLast(), Map.of()).stream())
                .toList();
        case "GeoJSON" -> geoJson(description, JsonShape.of(input).root()).references();
        case "GML" ->
            XmlShape.of(input).stream()
                .flatMap(root -> gml(description, root).stream())
                .flatMap(one -> one.references().stream())
                .distinct()
                .toList();
        case "CityGML" ->
            XmlShape.of(input).stream()
                .flatMap(root -> cityGml(description, root).stream())
                .flatMap(one -> one.references().stream())
                .distinct()
                .toList();
        case "CityJSON" ->
            cityJson(description, JsonShape.of(input).root()).stream()
                .flatMap(one -> one.references().stream())
                .distinct()
                .toList();
        default -> List.of();
      };
    } catch (SourceException _) {
      return List.of();
    }
  }

  private static SourceException unknown(String name, String found) {
    return new SourceException(
        Finding.violation(
            "source.unknown-format",
            Place.of(name),
            found,
            "CSV, TSV, JSON, GeoJSON, CityJSON, XML, GML, CityGML, Shapefile or GeoPackage",
            "Name a file of one of these kinds."));
  }

  /// The name of a file without its ending; that of its folder where the file's own says nothing.
  private static String stem(String name, @Nullable Path folder) {
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    boolean nameless =
        Set.of("sample", "data", "donnees", "export", "file", "input").contains(stem);
    return nameless && folder != null && folder.getFileName() != null
        ? folder.getFileName().toString()
        : stem;
  }

  private static byte[] start(InputFile input) {
    try (InputStream in = input.bytes()) {
      return in.readNBytes(START);
    } catch (IOException e) {
      throw InputFile.unreadable(input.name(), e);
    }
  }

  private static SourceDescription with(
      SourceDescription plain, String formulation, String iterator, String encoding) {
    return new SourceDescription(
        plain.location(),
        plain.base(),
        formulation,
        iterator,
        encoding,
        plain.compression(),
        plain.nulls(),
        plain.options());
  }

  /// A format that knows its columns when it is opened.
  private static Survey table(
      SourceDescription description, String kind, boolean shaped, List<String> evidence) {
    return new Survey(description, kind, List.of(), shaped, Map.of(), evidence);
  }

  private static Survey csv(SourceDescription plain, byte[] start, String name, String stem) {
    List<String> evidence = new ArrayList<>();
    String encoding = "";
    boolean marked =
        start.length > 1
            && ((start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
                || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE));
    if (!marked && !utf8(start)) {
      encoding = "windows-1252";
      evidence.add("some bytes are not UTF-8: taken for windows-1252");
    }
    String header =
        new String(
                start,
                marked
                    ? StandardCharsets.UTF_16
                    : encoding.isEmpty() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)
            .lines()
            .findFirst()
            .orElse("");
    char best = name.endsWith(".tsv") ? '\t' : ',';
    long most = best == '\t' ? count(header, '\t') : 0;
    for (char one : new char[] {',', ';', '\t', '|'}) {
      if (count(header, one) > most) {
        best = one;
        most = count(header, one);
      }
    }
    SourceDescription described = with(plain, RML + "CSV", "", encoding);
    if (best != ',') {
      evidence.add(
          "the first line has " + most + " × " + (best == '\t' ? "tab" : "\"" + best + '"'));
      described =
          new SourceDescription(
              described.location(),
              described.base(),
              described.formulation(),
              "",
              encoding,
              described.compression(),
              described.nulls(),
              Map.of("delimiter", String.valueOf(best)));
    }
    return table(described, stem, false, evidence);
  }

  private static boolean utf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // What is cut at the end of the beginning is no fault.
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false);
    return !result.isError();
  }

  private static long count(String text, char wanted) {
    boolean quoted = false;
    long count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == wanted && !quoted) {
        count++;
      }
    }
    return count;
  }

  private static List<Survey> geoPackage(SourceDescription plain, InputFile input) {
    List<Survey> layers = new ArrayList<>();
    String address = "jdbc:sqlite:file:" + input.path().toAbsolutePath() + "?mode=ro&immutable=1";
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name, data_type FROM gpkg_contents"
                    + " WHERE data_type IN ('features', 'attributes') ORDER BY data_type DESC,"
                    + " table_name")) {
      while (rows.next()) {
        String layer = rows.getString(1);
        layers.add(
            table(
                with(plain, LACIS + "GeoPackage", layer, ""),
                layer,
                rows.getString(2).equals("features"),
                List.of()));
      }
    } catch (SQLException e) {
      throw new SourceException(
          Finding.violation(
              "source.not-a-geopackage",
              Place.of(plain.location()),
              String.valueOf(e.getMessage()),
              "a GeoPackage",
              "Fetch the file again, or name another one."),
          e);
    }
    if (layers.isEmpty()) {
      throw unknown(plain.location(), "a GeoPackage without layers");
    }
    return layers;
  }

  private static List<Survey> json(SourceDescription plain, InputFile input, String stem) {
    JsonShape.Seen seen = JsonShape.of(input);
    JsonShape root = seen.root();
    if (root.member("CityObjects").isPresent()) {
      return cityJson(with(plain, LACIS + "CityJSON", "", ""), root);
    }
    boolean features =
        root.member("features")
                .flatMap(JsonShape::element)
                .flatMap(one -> one.member("geometry"))
                .isPresent()
            || (root.member("geometry").isPresent() && root.member("properties").isPresent());
    if (features) {
      Survey survey = geoJson(with(plain, LACIS + "GeoJSON", "", ""), root);
      return List.of(
          new Survey(
              survey.description(), stem, survey.references(), true, Map.of(), survey.evidence()));
    }
    Optional<JsonShape.Records> array =
        seen.documents() > 1 ? Optional.empty() : root.arrays().stream().findFirst();
    String iterator = array.map(JsonShape.Records::iterator).orElse("$");
    List<String> evidence =
        seen.documents() > 1
            ? List.of("several documents one after the other (JSON Lines)")
            : array.isPresent() ? List.of() : List.of("no array of objects: one record");
    List<String> steps = List.of(iterator.replace("[*]", "").split("\\."));
    return List.of(
        new Survey(
            with(plain, RML + "JSONPath", iterator, ""),
            steps.size() > 1 ? steps.getLast() : stem,
            array.map(JsonShape.Records::shape).orElse(root).references(),
            false,
            Map.of(),
            evidence));
  }

  private static Survey geoJson(SourceDescription described, JsonShape root) {
    JsonShape feature = root.member("features").flatMap(JsonShape::element).orElse(root);
    Set<String> references = new LinkedHashSet<>();
    if (feature.member("id").isPresent()) {
      references.add("id");
    }
    feature.member("properties").ifPresent(shape -> references.addAll(shape.dotted()));
    return new Survey(described, "feature", List.copyOf(references), true, Map.of(), List.of());
  }

  private static List<Survey> cityJson(SourceDescription described, JsonShape root) {
    JsonShape objects = root.member("CityObjects").map(JsonShape::together).orElse(root);
    Set<String> reserved = Set.of("id", "type", "parent", "lod", "geometry");
    List<String> references = new ArrayList<>(List.of("id", "type", "parent", "lod"));
    objects
        .member("attributes")
        .map(JsonShape::dotted)
        .orElse(List.of())
        .forEach(name -> references.add(reserved.contains(name) ? "attributes." + name : name));
    return List.of(new Survey(described, "city-object", references, true, Map.of(), List.of()));
  }

  private static List<Survey> xml(SourceDescription plain, InputFile input, String stem) {
    Optional<XmlShape> found = XmlShape.of(input);
    if (found.isEmpty()) {
      return List.of();
    }
    XmlShape root = found.get();
    if (root.name().local().equals("CityModel")) {
      return cityGml(with(plain, LACIS + "CityGML", "", ""), root);
    }
    if (root.children().stream().anyMatch(child -> GML_MEMBERS.contains(child.name().local()))) {
      List<Survey> types = gml(with(plain, LACIS + "GML", "", ""), root);
      if (!types.isEmpty()) {
        return types;
      }
    }
    List<XmlShape> path = root.records();
    Map<String, String> prefixes = new LinkedHashMap<>();
    StringBuilder iterator = new StringBuilder();
    path.forEach(one -> iterator.append('/').append(step(one.name(), prefixes)));
    List<String> references = leaves(path.getLast(), prefixes);
    Map<String, String> options = new LinkedHashMap<>();
    prefixes.forEach((prefix, space) -> options.put("namespace:" + prefix, space));
    SourceDescription described = with(plain, RML + "XPath", iterator.toString(), "");
    return List.of(
        new Survey(
            new SourceDescription(
                described.location(),
                described.base(),
                described.formulation(),
                described.iterator(),
                "",
                described.compression(),
                described.nulls(),
                options),
            path.size() > 1 ? path.getLast().name().local() : stem,
            references,
            false,
            prefixes,
            path.size() > 1 ? List.of() : List.of("no element comes twice: one record")));
  }

  private static String step(XmlShape.Name name, Map<String, String> prefixes) {
    if (name.namespace().isEmpty()) {
      return name.local();
    }
    for (Map.Entry<String, String> one : prefixes.entrySet()) {
      if (one.getValue().equals(name.namespace())) {
        return one.getKey() + ":" + name.local();
      }
    }
    String prefix = "n" + (prefixes.size() + 1);
    prefixes.put(prefix, name.namespace());
    return prefix + ":" + name.local();
  }

  /// References of XPath to the texts and attributes within a record.
  private static List<String> leaves(XmlShape record, Map<String, String> prefixes) {
    Map<String, String> known = prefixes.isEmpty() ? new LinkedHashMap<>() : prefixes;
    List<String> all = new ArrayList<>();
    leaves(record, "", known, all);
    return all;
  }

  private static void leaves(
      XmlShape element, String path, Map<String, String> prefixes, List<String> all) {
    for (XmlShape.Name attribute : element.attributes()) {
      if (attribute.namespace().isEmpty()) {
        all.add(path + "@" + attribute.local());
      }
    }
    for (XmlShape child : element.children()) {
      String inner = path + step(child.name(), prefixes);
      if (child.leaf()) {
        if (child.hasText()) {
          all.add(inner);
        }
        child.attributes().stream()
            .filter(attribute -> attribute.namespace().isEmpty())
            .forEach(attribute -> all.add(inner + "/@" + attribute.local()));
      } else {
        leaves(child, inner + "/", prefixes, all);
      }
    }
  }

  private static List<Survey> gml(SourceDescription described, XmlShape root) {
    List<Survey> types = new ArrayList<>();
    List<XmlShape> features =
        root.find(GML_MEMBERS).stream()
            .flatMap(member -> member.children().stream())
            .flatMap(one ->
                one.name().local().endsWith("FeatureCollection")
                    ? one.find(GML_MEMBERS).stream().flatMap(inner -> inner.children().stream())
                    : java.util.stream.Stream.of(one))
            .sorted(Comparator.comparingLong(XmlShape::count).reversed())
            .toList();
    for (XmlShape feature : features) {
      Set<String> references = new LinkedHashSet<>();
      references.add("id");
      for (XmlShape property : feature.children()) {
        if (!property.name().local().equals("boundedBy")) {
          property(property, property.name().local(), references);
        }
      }
      types.add(
          new Survey(
              with(described, described.formulation(), feature.name().local(), ""),
              feature.name().local(),
              List.copyOf(references),
              true,
              Map.of(),
              List.of("feature type " + feature.name().local())));
    }
    return types;
  }

  /// A leaf goes by the property's name, a deeper one by `property.leaf`; geometries are no leaves.
  private static void property(XmlShape element, String property, Set<String> references) {
    if (element.leaf()) {
      if (element.hasText() || !element.attributes().isEmpty()) {
        references.add(property);
      }
      return;
    }
    for (XmlShape child : element.children()) {
      if (child.name().namespace().startsWith(GML_SPACE) && !child.leaf()) {
        continue;
      }
      if (child.leaf()) {
        references.add(property + "." + child.name().local());
      } else {
        child
            .children()
            .forEach(
                deeper -> property(deeper, property + "." + deeper.name().local(), references));
      }
    }
  }

  private static List<Survey> cityGml(SourceDescription described, XmlShape root) {
    List<Survey> types = new ArrayList<>();
    List<XmlShape> objects =
        root.find(Set.of("cityObjectMember")).stream()
            .flatMap(member -> member.children().stream())
            .sorted(Comparator.comparingLong(XmlShape::count).reversed())
            .toList();
    for (XmlShape object : objects) {
      Set<String> references = new LinkedHashSet<>(List.of("id", "type", "parent", "lod"));
      for (XmlShape property : object.children()) {
        String local = property.name().local();
        if (property.leaf() && property.hasText()) {
          references.add(local);
        } else if (local.endsWith("Attribute") || local.equals("genericAttribute")) {
          references.addAll(generic(property));
        }
      }
      types.add(
          new Survey(
              with(described, described.formulation(), object.name().local(), ""),
              object.name().local(),
              List.copyOf(references),
              true,
              Map.of(),
              List.of("city objects of type " + object.name().local())));
    }
    return types;
  }

  private static Set<String> generic(XmlShape property) {
    Set<String> names = new LinkedHashSet<>(property.names());
    property.children().forEach(child -> names.addAll(generic(child)));
    return names;
  }
}
