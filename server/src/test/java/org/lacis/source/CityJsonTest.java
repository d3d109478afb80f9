package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.geometry.GeometryValue;
import org.locationtech.jts.geom.Envelope;

final class CityJsonTest {
  private static final String TRANSFORM =
      "\"transform\":{\"scale\":[0.001,0.001,0.001],\"translate\":[1842000.0,5176000.0,170.0]}";
  private static final String CRS =
      "\"metadata\":{\"referenceSystem\":\"https://www.opengis.net/def/crs/EPSG/0/3946\"}";

  /// A box of 10 m by 10 m, 15 m high.
  private static final String VERTICES =
      "\"vertices\":[[0,0,0],[10000,0,0],[10000,10000,0],[0,10000,0],"
          + "[0,0,15000],[10000,0,15000],[10000,10000,15000],[0,10000,15000]]";

  private static final String FACES =
      "[[[0,3,2,1]],[[4,5,6,7]],[[0,1,5,4]],[[1,2,6,5]],[[2,3,7,6]],[[3,0,4,7]]]";
  private static final String SURFACE =
      "{\"type\":\"MultiSurface\",\"lod\":\"2\",\"boundaries\":" + FACES + "}";
  private static final String SOLID =
      "{\"boundaries\":[" + FACES + "],\"lod\":\"2.2\",\"type\":\"Solid\"}";
  private static final String LOW =
      "{\"type\":\"MultiSurface\",\"lod\":\"0\",\"boundaries\":[[[0,1,2]]]}";

  private static final String PART =
      "\"A_1\":{\"type\":\"BuildingPart\",\"parents\":[\"A\"],\"geometry\":["
          + SURFACE
          + "],\"attributes\":{\"measuredHeight\":15.0}}";
  private static final String WHOLE =
      "\"A\":{\"attributes\":{\"creationDate\":\"2017-04-05\",\"owner\":{\"name\":\"x\"},"
          + "\"lod\":\"mine\"},\"children\":[\"A_1\"],\"type\":\"Building\",\"geometry\":[]}";

  @TempDir Path folder;

  private static String model(String... members) {
    return "{\"type\":\"CityJSON\",\"version\":\"2.0\"," + String.join(",", members) + "}";
  }

  private static String objects(String... objects) {
    return "\"CityObjects\":{" + String.join(",", objects) + "}";
  }

  private Reading file(String content) {
    return Reading.of(folder, "a.city.json", content).as("lacis:CityJSON");
  }

  private static GeometryValue shape(Reading read, int row, int reference) {
    return ((Value.Shape) read.records.get(row).get(reference).getFirst()).geometry();
  }

  @Test
  void aBuildingHasTheShapeOfItsPartsWhicheverComesFirst() {
    for (String order : new String[] {objects(PART, WHOLE), objects(WHOLE, PART)}) {
      for (String file :
          new String[] {
            model(TRANSFORM, CRS, order, VERTICES), model(VERTICES, order, CRS, TRANSFORM)
          }) {
        Reading read =
            file(file)
                .iterator("Building")
                .read("id", "lod", "geometry.height", "geometry.zMin", "geometry.zMax", "geometry");
        assertThat(read.findings).isEmpty();
        assertThat(read.records).hasSize(1);
        assertThat(read.rows().getFirst())
            .startsWith("A,2^^integer,15.0^^decimal,170.0^^decimal,185.0^^decimal,");
        assertThat(shape(read, 0, 5).crs().epsg()).isEqualTo(3946);
        assertThat(shape(read, 0, 5).body()).isEqualTo(GeometryValue.Body.SURFACE);
        assertThat(shape(read, 0, 5).shape().getNumGeometries()).isEqualTo(6);
      }
    }
  }

  @Test
  void recordsComeInTheOrderOfTheFile() {
    Reading read =
        file(model(TRANSFORM, CRS, objects(PART, WHOLE), VERTICES))
            .read("id", "type", "parent", "measuredHeight", "creationDate", "owner.name");
    assertThat(read.rows())
        .containsExactly("A_1,BuildingPart,A,1.5E1^^double,,", "A,Building,,,2017-04-05,x");
    assertThat(read.findings).isEmpty();
  }

  @Test
  void anAttributeWithAReservedName() {
    Reading read =
        file(model(TRANSFORM, CRS, objects(WHOLE, PART), VERTICES)).read("lod", "attributes.lod");
    assertThat(read.rows()).containsExactly("2^^integer,mine", "2^^integer,");
  }

  @Test
  void theHighestLevelOfDetailGivesTheShape() {
    String object =
        "\"B\":{\"type\":\"Building\",\"geometry\":[" + LOW + "," + SOLID + "," + SURFACE + "]}";
    Reading read =
        file(model(TRANSFORM, CRS, objects(object), VERTICES))
            .read("lod", "geometry", "geometry.footprint");
    assertThat(read.rows().getFirst()).startsWith("2.2^^decimal,");
    assertThat(shape(read, 0, 1).body()).isEqualTo(GeometryValue.Body.SOLID);
    assertThat(shape(read, 0, 2).shape().getArea()).isEqualTo(100);
    Object envelope = shape(read, 0, 2).shape().getEnvelopeInternal();
    assertThat(envelope).isEqualTo(new Envelope(1842000, 1842010, 5176000, 5176010));
    assertThat(read.findings).isEmpty();
  }

  @Test
  void coordinatesHaveTheDigitsOfTheTransform() {
    String point =
        "\"P\":{\"type\":\"CityFurniture\",\"geometry\":[{\"type\":\"MultiPoint\",\"lod\":\"1\","
            + "\"boundaries\":[0]}]}";
    String transform =
        "\"transform\":{\"scale\":[0.001,0.001,0.001],"
            + "\"translate\":[1841103.688,5175645.201942,167.3]}";
    Reading read =
        file(model(transform, CRS, objects(point), "\"vertices\":[[1636807,133217,27593]]"))
            .read("geometry");
    assertThat(shape(read, 0, 0).shape().getCoordinate().getX()).isEqualTo(1842740.495);
    assertThat(shape(read, 0, 0).shape().getCoordinate().getY()).isEqualTo(5175778.418942);
    assertThat(shape(read, 0, 0).shape().getCoordinate().getZ()).isEqualTo(194.893);
  }

  @Test
  void featuresOfASequenceHaveTheirOwnVertices() {
    String header = model(TRANSFORM, CRS, objects(), "\"vertices\":[]");
    String one =
        "{\"type\":\"CityJSONFeature\",\"id\":\"A\"," + objects(WHOLE, PART) + "," + VERTICES + "}";
    String two = one.replace("\"A", "\"B").replace("15000", "9000");
    Reading read =
        file(header + "\n" + one + "\n{\"type\":]\n" + two + "\n")
            .iterator("Building")
            .read("id", "geometry.height");
    assertThat(read.rows()).contains("A,15.0^^decimal");
    assertThat(read.codes()).contains("source.malformed-json");
    Reading sound =
        file(header + "\n" + one + "\n" + two + "\n")
            .iterator("Building")
            .read("id", "geometry.height");
    assertThat(sound.rows()).containsExactly("A,15.0^^decimal", "B,9.0^^decimal");
    assertThat(sound.findings).isEmpty();
  }

  @Test
  void aVertexOutOfRangeCostsItsFaceOnly() {
    Reading read =
        file(model(TRANSFORM, CRS, objects(PART.replace("[[1,2,6,5]]", "[[1,2,6,99]]")), VERTICES))
            .read("geometry.height", "geometry");
    assertThat(read.codes()).containsExactly("source.bad-boundaries");
    assertThat(read.findings.getFirst().found()).contains("no sound vertex 99 among 8");
    assertThat(shape(read, 0, 1).shape().getNumGeometries()).isEqualTo(5);
  }

  @Test
  void boundariesOfAnotherDepthAndUnknownTypes() {
    String object =
        "\"B\":{\"type\":\"Building\",\"attributes\":{\"n\":1},\"geometry\":["
            + SURFACE.replace("MultiSurface", "Solid")
            + ",{\"type\":\"GeometryInstance\",\"template\":0,\"boundaries\":[0]}]}";
    Reading read =
        file(model(TRANSFORM, CRS, objects(object), VERTICES)).read("n", "geometry.height");
    assertThat(read.rows()).containsExactly("1^^integer,");
    assertThat(read.codes()).containsExactly("source.bad-boundaries");
    assertThat(read.findings.getFirst().found()).startsWith("2 ");
  }

  @Test
  void withoutTransformThereAreAttributesButNoShapes() {
    Reading read =
        file(model(CRS, objects(PART), VERTICES)).read("measuredHeight", "geometry.height");
    assertThat(read.rows()).containsExactly("1.5E1^^double,");
    assertThat(read.codes()).containsExactly("source.missing-transform");
  }

  @Test
  void theFirstVersionMayHoldCoordinates() {
    Reading read =
        file(model(CRS, objects(PART.replace("\"2\"", "2")), VERTICES)
                .replace("\"2.0\"", "\"1.0\""))
            .read("lod", "geometry.height");
    assertThat(read.rows()).containsExactly("2^^integer,15000.0^^decimal");
  }

  @Test
  void theReferenceSystemMustBeKnown() {
    String unknown = CRS.replace("3946", "999999");
    assertThatThrownBy(
            () -> file(model(TRANSFORM, unknown, objects(PART), VERTICES)).read("geometry"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("999999");
    assertThatThrownBy(() -> file(model(TRANSFORM, objects(PART), VERTICES)).read("geometry"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("metadata.referenceSystem");
    Reading told =
        file(model(TRANSFORM, objects(PART), VERTICES)).option("crs", "EPSG:2154").read("geometry");
    assertThat(shape(told, 0, 0).crs().epsg()).isEqualTo(2154);
  }

  @Test
  void aBrokenObjectIsPassedOver() {
    String broken = "\"X\":{\"type\":\"Building\",\"attributes\":{\"a\" 1}}";
    Reading read =
        file(model(TRANSFORM, CRS, objects(broken, PART), VERTICES)).read("id", "geometry.height");
    assertThat(read.rows()).containsExactly("A_1,15.0^^decimal");
    assertThat(read.codes()).containsExactly("source.malformed-json");
  }

  @Test
  void aTruncatedFileGivesWhatItHas() {
    String whole = model(TRANSFORM, CRS, VERTICES, objects(PART, WHOLE));
    Reading read = file(whole.substring(0, whole.length() - 20)).read("id", "geometry.height");
    assertThat(read.rows()).containsExactly("A_1,15.0^^decimal");
    assertThat(read.codes()).containsExactly("source.truncated");
  }

  @Test
  void aBadVertexAndAnotherKindOfJson() {
    Reading read =
        file(model(TRANSFORM, CRS, objects(PART), VERTICES.replace("[0,10000,0]", "[0,\"x\",0]")))
            .read("geometry.height");
    assertThat(read.codes()).containsExactly("source.bad-vertex", "source.bad-boundaries");
    assertThat(file("{\"type\":\"FeatureCollection\"}").read("id").codes())
        .containsExactly("source.not-cityjson");
    assertThat(file(model(TRANSFORM, CRS, objects(PART), VERTICES)).read("heigth").codes())
        .containsExactly("source.absent-property");
  }
}
