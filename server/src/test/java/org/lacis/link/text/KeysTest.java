package org.lacis.link.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys that each register writes in its own way.
final class KeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cadastral-parcel | BU_69381AS107                          | 69381000AS0107
          cadastral-parcel | 69381000AS0107                         | 69381000AS0107
          cadastral-parcel | 69381 000 as 107                       | 69381000AS0107
          cadastral-parcel | https://x.example/parcelle/69381000AB0064 | 69381000AB0064
          cadastral-parcel | 130290000A0215                         | 130290000A0215
          cadastral-parcel | 2A004000AB0012                         | 2A004000AB0012
          cadastral-parcel | 69381123B7                             | 693811230B0007
          cadastral-parcel | LYON_1ER_00156_2                       |
          cadastral-parcel | 69381000AS01077                        |
          insee            | 1004                                   | 01004
          insee            | http://id.insee.fr/geo/commune/69123   | 69123
          insee            | 2a004                                  | 2A004
          insee            | 691230                                 |
          commune          | 69381                                  | 69123
          commune          | 75120                                  | 75056
          commune          | 75121                                  | 75121
          commune          | 13216                                  | 13055
          commune          | 2B033                                  | 2B033
          uic              | StopArea:OCE87722025                   | 87722025
          uic              | 8772202                                | 87722025
          uic              | StopPoint:OCETrain TER-87721415        | 87721415
          uic              | 87722024                               |
          siren            | 200 046 977                            | 200046977
          siren            | 20004697700019                         | 200046977
          siren            | 200046978                              |
          number           | 02010                                  | 2010
          number           | 000                                    | 0
          number           | 2010 - CONFLUENCE                      |
          code             | d-73 b                                 | D73B
          """)
  void keysHaveOneForm(String kind, String text, String key) {
    assertThat(KeyKind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')).of(text))
        .isEqualTo(Optional.ofNullable(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BU_([0-9]{5})([A-Z]{1,2})([0-9]+) | ${1}000${2:2}${3:4} | BU_69381AS107 | 69381000AS0107
          BU_([0-9]{5})([A-Z]{1,2})([0-9]+) | $1000${2:2}${3:4}   | BU_69381A7    | 693810000A0007
          ^0*([0-9]+) -                     | $1                  | 02010 - CONF  | 2010
          ([0-9]+)                          | ${1:0}              | x0042         | 42
          ([a-z]+)-([0-9]+)                 | ${1:4A}/$2$$        | ab-7          | 00AB/7$
          (b)?(a)                           | $1-$0               | a             | -a
          """)
  void keysAreWrittenFromGroups(String pattern, String format, String text, String key)
      throws KeyFormat.Mistake {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).isTrue();
    assertThat(KeyFormat.read(format, found.groupCount()).written(found)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $3       | a group from $0 to $2
          ${1      | '}'
          ${1:}    | a width
          ${1:99}  | a width
          ${1:x}   | a width
          $        | a group
          """)
  void aWrongFormatIsTold(String format, String expected) {
    assertThatThrownBy(() -> KeyFormat.read(format, 2))
        .isInstanceOf(KeyFormat.Mistake.class)
        .hasMessageContaining(expected);
  }

  @Test
  void hostileTextsHaveNoKey() {
    String long1 = "6938".repeat(100_000);
    for (KeyKind kind : KeyKind.values()) {
      if (kind != KeyKind.CODE) {
        assertThat(kind.of(long1)).as(kind.key()).isEmpty();
      }
      assertThat(kind.of("")).as(kind.key()).isEmpty();
    }
  }
}
