package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.THINGS;
import static org.lacis.interop.family.Trial.pair;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Landing;
import org.lacis.interop.Ours;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.operation.valid.IsValidOp;

/// Where things lie: can it be read, is it sound, and is it the place that is meant?
final class GeometryTests {
  /// About a hundred metres.
  private static final double MARGIN = 0.001;

  private GeometryTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "geometry.parses",
            Severity.BLOCKING,
            THINGS,
            GeometryTests::parses,
            Standards.geoSparql("geometry-extension/wkt-literal"),
            Standards.geoJson("3.1"),
            Standards.mim7("R2.1")),
        Trial.of(
            "geometry.known-system",
            Severity.MAJOR,
            THINGS,
            GeometryTests::knownSystem,
            Standards.mim7("R5.1"),
            Standards.spatialData(8, "State how coordinate values are encoded")),
        Trial.of(
            "geometry.valid",
            Severity.MAJOR,
            THINGS,
            GeometryTests::valid,
            Standards.simpleFeatures(),
            Standards.spatialData(5, "Provide geometries on the Web in a usable way")),
        Trial.of(
            "geometry.system",
            Severity.BLOCKING,
            THINGS,
            GeometryTests::system,
            Standards.mim7("R5.1"),
            Standards.geoSparql("geometry-extension/wkt-literal-default-srs")),
        Trial.of(
            "geometry.axes",
            Severity.BLOCKING,
            THINGS,
            pair(GeometryTests::axes),
            Standards.geoSparql("geometry-extension/wkt-axis-order"),
            Standards.geoJson("3.1.1"),
            Standards.mim7("R5.1")),
        Trial.of(
            "geometry.offset",
            Severity.MAJOR,
            THINGS,
            pair(GeometryTests::offset),
            Standards.spatialData(14, "Describe the positional accuracy of spatial data"),
            Standards.mim7("R5.1")),
        Trial.of(
            "geometry.extent",
            Severity.MINOR,
            THINGS,
            GeometryTests::extent,
            Standards.spatialData(13, "Include spatial metadata in dataset metadata"),
            Standards.dcatAp("Dataset: geographical coverage")),
        Trial.of(
            "geometry.precision",
            Severity.MINOR,
            THINGS,
            GeometryTests::precision,
            Standards.spatialData(
                6, "Provide geometries at the right level of accuracy, precision, and size")));
  }

  /// A geometry of the sample as it was read.
  ///
  /// @param value empty when it cannot be read
  /// @param problem code of the finding; empty when it was read
  /// @param words what is wrong, for people
  private record Read(
      Thing thing, Node literal, Optional<GeometryValue> value, String problem, String words) {}

  private record Shapes(List<Read> all) {
    List<Read> sound() {
      return all.stream().filter(one -> one.value.isPresent()).toList();
    }
  }

  private static Shapes shapes(Examination exam) {
    return exam.once(
        Shapes.class,
        () -> {
          List<Read> all = new ArrayList<>();
          for (Thing thing : exam.sample().things()) {
            for (Thing.Position position : thing.positions()) {
              all.add(read(thing, position.literal()));
            }
          }
          return new Shapes(List.copyOf(all));
        });
  }

  private static Read read(Thing thing, Node literal) {
    if (!literal.isLiteral()
        || !GeometryLiteral.DATATYPES.contains(literal.getLiteralDatatypeURI())) {
      return new Read(thing, literal, Optional.empty(), "geometry.datatype", literal.toString());
    }
    try {
      GeometryValue value =
          GeometryLiteral.parse(literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI());
      return new Read(thing, literal, Optional.of(value), "", "");
    } catch (GeometryException e) {
      return new Read(thing, literal, Optional.empty(), e.finding().code(), e.finding().found());
    }
  }

  private static Result nothing(Check check) {
    return check.inapplicable(
        Text.of("nothing of the sample has a geometry", "rien de l’échantillon n’a de géométrie"));
  }

  private static Result judged(
      Check check, Examination exam, long examined, List<Read> failing, Text why) {
    Share share = new Share(examined, failing.size());
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), examined + " geometries").with(share)
        : check
            .failed(
                why,
                exam.sample().asked(),
                failing.getFirst().literal().getLiteralLexicalForm(),
                failing.stream().map(one -> one.thing().iri().toString()).distinct().toList())
            .with(share);
  }

  private static Result parses(Check check, Examination exam) {
    List<Read> all = shapes(exam).all();
    if (all.isEmpty()) {
      return nothing(check);
    }
    List<Read> failing =
        all.stream()
            .filter(
                one -> !one.problem().isEmpty() && !one.problem().equals("geometry.unknown-crs"))
            .toList();
    String first = failing.isEmpty() ? "" : failing.getFirst().words();
    return judged(
        check,
        exam,
        all.size(),
        failing,
        Text.of(
            "geometries that cannot be read: " + first,
            "des géométries qui ne se lisent pas : " + first));
  }

  private static Result knownSystem(Check check, Examination exam) {
    List<Read> all =
        shapes(exam).all().stream()
            .filter(one -> one.problem().isEmpty() || one.problem().equals("geometry.unknown-crs"))
            .toList();
    if (all.isEmpty()) {
      return nothing(check);
    }
    List<Read> failing = all.stream().filter(one -> !one.problem().isEmpty()).toList();
    Set<String> names = new TreeSet<>();
    failing.forEach(one -> names.add(one.words()));
    return judged(
        check,
        exam,
        all.size(),
        failing,
        Text.of("systems that nobody knows: " + names, "des systèmes inconnus : " + names));
  }

  private static Result valid(Check check, Examination exam) {
    List<Read> sound = shapes(exam).sound();
    if (sound.isEmpty()) {
      return nothing(check);
    }
    List<Read> failing = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    for (Read one : sound) {
      GeometryValue value = one.value().orElseThrow();
      if (value.body() == GeometryValue.Body.PLAIN) {
        IsValidOp valid = new IsValidOp(value.shape());
        if (!valid.isValid()) {
          failing.add(one);
          why.add(valid.getValidationError().getMessage());
        }
      }
    }
    return judged(
        check,
        exam,
        sound.size(),
        failing,
        Text.of("shapes that are none: " + why, "des formes qui n’en sont pas : " + why));
  }

  /// By pairs when there are, else by whether the numbers can be of the system at all.
  private static Result system(Check check, Examination exam) {
    List<Read> sound = shapes(exam).sound();
    if (sound.isEmpty()) {
      return nothing(check);
    }
    if (exam.side().isPresent()) {
      Placement placement = Placement.of(exam, exam.side().get());
      if (placement.finding() == Placement.Finding.OTHER_SYSTEM) {
        String system = placement.system().orElseThrow().iri();
        return check.failed(
            Text.of(
                "the numbers are those of another system: read as "
                    + system
                    + ", linked things lie where ours do",
                "les nombres sont d’un autre système : lus en "
                    + system
                    + ", les choses liées sont là où sont les nôtres"),
            exam.sample().asked(),
            first(placement),
            placement.pairs().stream().map(one -> one.pair().theirs().iri().toString()).toList());
      }
    }
    List<Read> failing =
        sound.stream()
            .filter(one -> Placement.middle(one.value().orElseThrow()).isEmpty())
            .toList();
    return judged(
        check,
        exam,
        sound.size(),
        failing,
        Text.of(
            "coordinates that lie nowhere in the system that is declared",
            "des coordonnées qui ne sont nulle part dans le système déclaré"));
  }

  private static String first(Placement placement) {
    GeometryValue value = placement.pairs().getFirst().theirs();
    Coordinate at = value.shape().getCoordinate();
    return String.format(Locale.ROOT, "%s (%.6f %.6f …)", value.crs().iri(), at.x, at.y);
  }

  private static Result evidence(Check check, Placement placement) {
    return switch (placement.finding()) {
      case NOTHING ->
          check.inapplicable(
              Text.of(
                  "no linked thing has a place on both sides",
                  "aucune chose liée n’a de lieu des deux côtés"));
      case TOO_FEW ->
          check.cannotTell(
              Text.of(
                  "only " + placement.pairs().size() + " linked things have a place on both sides",
                  "seules "
                      + placement.pairs().size()
                      + " choses liées ont un lieu des deux côtés"),
              "",
              "");
      case SCATTERED ->
          check.cannotTell(
              Text.of(
                  "linked things lie far apart, and no one reason explains it",
                  "les choses liées sont loin l’une de l’autre, sans raison commune"),
              "",
              first(placement));
      case SOUND, SHIFTED, SWAPPED, OTHER_SYSTEM ->
          check.passed(
              placement.pairs().size() + " pairs of linked things",
              Double.isNaN(placement.length())
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "median offset %.2f m, spread %.2f m",
                      placement.length(),
                      placement.spread()));
    };
  }

  private static Result axes(Check check, Examination exam, Ours ours) {
    Placement placement = Placement.of(exam, ours);
    return placement.finding() != Placement.Finding.SWAPPED
        ? evidence(check, placement)
        : check.failed(
            Text.of(
                "the axes are exchanged: with them turned, linked things lie where ours do",
                "les axes sont échangés : une fois retournés, les choses liées sont là où sont les"
                    + " nôtres"),
            exam.sample().asked(),
            first(placement),
            placement.pairs().stream().map(one -> one.pair().theirs().iri().toString()).toList());
  }

  private static Result offset(Check check, Examination exam, Ours ours) {
    Placement placement = Placement.of(exam, ours);
    if (placement.finding() != Placement.Finding.SHIFTED) {
      return placement.trusted()
          ? evidence(check, placement)
          : check.cannotTell(
              Text.of(
                  "the coordinates do not mean what they say",
                  "les coordonnées ne veulent pas dire ce qu’elles disent"),
              "",
              first(placement));
    }
    String metres = String.format(Locale.ROOT, "%.1f", placement.length());
    return check.failed(
        Text.of(
            "linked things lie "
                + metres
                + " m to the "
                + compass(placement.direction(), ENGLISH)
                + " of ours, all alike (median of "
                + placement.pairs().size()
                + ")",
            "les choses liées sont à "
                + metres.replace('.', ',')
                + " m au "
                + compass(placement.direction(), FRENCH)
                + " des nôtres, toutes de même (médiane de "
                + placement.pairs().size()
                + ")"),
        exam.sample().asked(),
        String.format(
            Locale.ROOT,
            "east %.2f m, north %.2f m, spread %.2f m",
            placement.east(),
            placement.north(),
            placement.spread()),
        placement.pairs().stream().map(one -> one.pair().theirs().iri().toString()).toList());
  }

  private static final List<String> ENGLISH =
      List.of(
          "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west");

  private static final List<String> FRENCH =
      List.of("nord", "nord-est", "est", "sud-est", "sud", "sud-ouest", "ouest", "nord-ouest");

  private static String compass(double direction, List<String> names) {
    return names.get((int) Math.round(direction / 45) % 8);
  }

  private static Result extent(Check check, Examination exam) {
    List<Read> sound = shapes(exam).sound();
    List<Envelope> declared = declared(exam);
    if (sound.isEmpty()) {
      return nothing(check);
    }
    if (declared.isEmpty()) {
      return check.failed(
          Text.of(
              "neither catalogue nor collections say where the data lie",
              "ni catalogue ni collections ne disent où sont les données"),
          Described.of(exam).where(),
          "",
          List.of(exam.subject().asked().toString()));
    }
    if (exam.side().isPresent() && !Placement.of(exam, exam.side().get()).trusted()) {
      return check.cannotTell(
          Text.of(
              "the coordinates do not mean what they say",
              "les coordonnées ne veulent pas dire ce qu’elles disent"),
          "",
          "");
    }
    List<Read> failing =
        sound.stream()
            .filter(one -> {
              Optional<Coordinate> middle = Placement.middle(one.value().orElseThrow());
              return middle.isPresent()
                  && declared.stream().noneMatch(box -> box.contains(middle.get()));
            })
            .toList();
    Result result =
        judged(
            check,
            exam,
            sound.size(),
            failing,
            Text.of(
                "things lie outside what the catalogue says the data cover",
                "des choses sont hors de ce que le catalogue dit couvert"));
    // a few strays are the data's business, not the catalogue's
    return failing.size() <= 0.05 * sound.size()
        ? check
            .passed(exam.sample().asked(), declared.size() + " extents")
            .with(new Share(sound.size(), failing.size()))
        : result;
  }

  private static List<Envelope> declared(Examination exam) {
    List<Envelope> boxes = new ArrayList<>();
    Described described = Described.of(exam);
    for (Node dataset : described.datasets()) {
      for (Node place : described.near(dataset, DCTerms.spatial.asNode())) {
        for (String property :
            List.of(
                "http://www.w3.org/ns/dcat#bbox",
                "http://www.w3.org/ns/locn#geometry",
                Geo.NS + "asWKT")) {
          described
              .graph()
              .find(place, NodeFactory.createURI(property), Node.ANY)
              .forEachRemaining(triple ->
                  read(
                          new Thing(place, List.of(), List.of(), List.of(), Optional.empty()),
                          triple.getObject())
                      .value()
                      .ifPresent(value -> boxes.add(degrees(value))));
        }
      }
    }
    for (Landing landing : exam.subject().features().stream().toList()) {
      for (Landing.Collection collection : landing.collections()) {
        for (JsonNode box : collection.json().path("extent").path("spatial").path("bbox")) {
          int half = box.size() / 2;
          if (half >= 2) {
            boxes.add(
                new Envelope(
                    box.path(0).asDouble(),
                    box.path(half).asDouble(),
                    box.path(1).asDouble(),
                    box.path(half + 1).asDouble()));
          }
        }
      }
    }
    boxes.removeIf(Envelope::isNull);
    boxes.forEach(box -> box.expandBy(MARGIN));
    return boxes;
  }

  private static Envelope degrees(GeometryValue value) {
    try {
      return value.to(Crs.CRS84).shape().getEnvelopeInternal();
    } catch (GeometryException _) {
      return new Envelope();
    }
  }

  /// Whether all coordinates stand on a grid of a metre or more.
  private static Result precision(Check check, Examination exam) {
    List<Read> areas =
        shapes(exam).sound().stream()
            .filter(one -> one.value().orElseThrow().shape().getNumPoints() >= 4)
            // how fine numbers are can be told in the system that they are of
            .filter(one -> Placement.middle(one.value().orElseThrow()).isPresent())
            .toList();
    if (areas.isEmpty()) {
      return check.inapplicable(
          Text.of("nothing of the sample has an outline", "rien de l’échantillon n’a de contour"));
    }
    List<Read> failing =
        areas.stream()
            .filter(one -> {
              GeometryValue value = one.value().orElseThrow();
              double grid = value.crs().geographic() ? 1e-5 : 1;
              for (Coordinate at : value.shape().getCoordinates()) {
                if (!onGrid(at.x, grid) || !onGrid(at.y, grid)) {
                  return false;
                }
              }
              return true;
            })
            .toList();
    return judged(
        check,
        exam,
        areas.size(),
        failing.size() * 2 > areas.size() ? failing : List.of(),
        Text.of(
            "coordinates are rounded to a metre or more: outlines of buildings and parcels suffer",
            "les coordonnées sont arrondies au mètre ou plus : les contours en souffrent"));
  }

  private static boolean onGrid(double number, double grid) {
    double steps = number / grid;
    return Math.abs(steps - Math.rint(steps)) < 1e-3;
  }
}
