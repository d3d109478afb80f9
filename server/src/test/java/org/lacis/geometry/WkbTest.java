package org.lacis.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

final class WkbTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (4.8 45.7)",
        "POINT Z (4.8 45.7 170.5)",
        "POINT EMPTY",
        "LINESTRING (0 0, 1 1)",
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
        "POLYGON EMPTY",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "MULTIPOLYGON Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))"
      })
  void whatJtsWritesIsRead(String wkt) {
    Geometry shape = Wkt.parse(wkt).shape();
    for (int order : new int[] {ByteOrderValues.BIG_ENDIAN, ByteOrderValues.LITTLE_ENDIAN}) {
      byte[] bytes = new WKBWriter(wkt.contains("Z") ? 3 : 2, order).write(shape);
      assertThat(Wkt.write(Wkb.parse(bytes, Crs.CRS84))).isEqualTo(wkt);
    }
  }

  /// Bytes as PostGIS (EWKB) and ISO 13249-3 write them, put together by hand.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01 01000020 6A080000 000000000000F03F 0000000000000040|<http://www.opengis.net/def/crs/EPSG/0/2154> POINT (1 2)",
        "01 010000A0 6A080000 000000000000F03F 0000000000000040 0000000000000840|<http://www.opengis.net/def/crs/EPSG/0/2154> POINT Z (1 2 3)",
        "01 E9030000 000000000000F03F 0000000000000040 0000000000000840|POINT Z (1 2 3)",
        "01 D1070000 000000000000F03F 0000000000000040 0000000000000840|POINT M (1 2 3)",
        "00 00000BB9 3FF0000000000000 4000000000000000 4008000000000000 4010000000000000|POINT ZM (1 2 3 4)",
        "01 F7030000 00000000|POLYHEDRALSURFACE EMPTY",
        "01 0F000080 00000000|POLYHEDRALSURFACE EMPTY"
      })
  void isoAndExtendedFormsAreRead(String hex, String wkt) {
    assertThat(Wkt.write(Wkb.parse(bytes(hex), Crs.CRS84))).isEqualTo(wkt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02 01000000",
        "01 63000000",
        "01 01000000 000000000000F03F",
        "01 01000000 000000000000F87F 0000000000000040",
        "01 02000000 FFFFFFFF",
        "01 02000000 01000000 000000000000F03F 0000000000000040",
        "01 04000000 01000000 01 02000000 00000000",
        "01 01000020 01000000 000000000000F03F 0000000000000040"
      })
  void brokenBytesAreRefused(String hex) {
    assertThatThrownBy(() -> Wkb.parse(bytes(hex), Crs.CRS84))
        .isInstanceOf(GeometryException.class);
  }

  /// Whatever the bytes are, the answer is a geometry or the room's own exception.
  @Test
  void noiseNeverBreaksOut() {
    Random random = new Random(5);
    byte[] sound = new WKBWriter().write(RandomShapes.polygon(random, 0, 0, 1));
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
      for (int j = 0; j < 3 && noise.length > 0; j++) {
        noise[random.nextInt(Math.min(20, noise.length))] = (byte) random.nextInt();
      }
      try {
        assertThat(Wkb.parse(noise, Crs.CRS84).shape().getNumPoints()).isLessThan(100);
      } catch (GeometryException e) {
        assertThat(e.finding().code()).startsWith("geometry.");
      }
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
