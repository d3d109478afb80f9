package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.vocabulary.Place;

final class JsonTest {
  @TempDir Path folder;

  private Reading json(String iterator, String text) {
    return Reading.of(folder, "data.json", text).as("JSONPath").iterator(iterator);
  }

  @Test
  void a01_naturalDatatypes() {
    Reading reading =
        json(
                "$",
                "{\"i\":10,\"d\":1.5,\"e\":3e2,\"b\":true,\"s\":\"x\",\"n\":null,\"z\":-0,\"t\":0.00123}")
            .read("i", "d", "e", "b", "s", "n", "absent", "z", "t");
    assertThat(reading.rows())
        .containsExactly(
            "10^^integer,1.5E0^^double,3.0E2^^double,true^^boolean,x,,,0^^integer,1.23E-3^^double");
  }

  @Test
  void a02_iterators() {
    String text =
        "{\"a\":{\"b\":[{\"c\":[1,2]},{\"c\":[3]}]},\"m\":{\"x\":{\"c\":4},\"y\":{\"c\":5}}}";
    assertThat(json("$.a.b[*]", text).read("c[*]").rows())
        .containsExactly("1^^integer|2^^integer", "3^^integer");
    assertThat(json("$.a.b[*].c[*]", text).read("$").rows())
        .containsExactly("1^^integer", "2^^integer", "3^^integer");
    assertThat(json("$.a.b[1]", text).read("$.c").rows()).containsExactly("3^^integer");
    assertThat(json("$.m.*", text).read("c").rows()).containsExactly("4^^integer", "5^^integer");
    assertThat(json("$['m'][\"x\"]", text).read("c").rows()).containsExactly("4^^integer");
    assertThat(json("$..c", text).read("$").rows())
        .containsExactly("1^^integer|2^^integer", "3^^integer", "4^^integer", "5^^integer");
  }

  @Test
  void a03_descentFindsRecordsInsideRecords() {
    String text = "{\"k\":[{\"n\":1,\"k\":[{\"n\":2},{\"n\":3}]}]}";
    assertThat(json("$..k[*]", text).read("n").rows())
        .containsExactly("1^^integer", "2^^integer", "3^^integer");
  }

  @Test
  void a04_fullJsonPath() {
    String text = "{\"a\":[{\"n\":1,\"t\":\"x\"},{\"n\":2,\"t\":\"y\"},{\"n\":3,\"t\":\"x\"}]}";
    assertThat(json("$.a[?(@.t=='x')]", text).read("n").rows())
        .containsExactly("1^^integer", "3^^integer");
    assertThat(json("$", text).read("$.a[?(@.n>1)].t", "$.a[0].t", "$.a[-1:].n").rows())
        .containsExactly("y|x,x,3^^integer");
    assertThatThrownBy(() -> json("$.a[*]]", text).read("n"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a JSONPath");
  }

  @Test
  void a05_namesWithBlanksAccentsAndNesting() {
    assertThat(
            json(
                    "$[*]",
                    "[{\"Nom de l'été\":\"x\",\"a\":{\"b\":[{\"c\":1},{\"c\":2}]},\"l\":[\"p\",\"q\"]}]")
                .read("Nom de l'été", "a.b[*].c", "$.a.b[0].c", "l", "a")
                .rows())
        .containsExactly("x,1^^integer|2^^integer,1^^integer,p|q,");
  }

  @Test
  void a06_declaredNulls() {
    Reading reading =
        json("$[*]", "[{\"a\":9999,\"b\":\"NaN\"},{\"a\":9999.0,\"b\":\"\"}]")
            .nulls("9999", "9999.0", "NaN")
            .read("a", "b");
    assertThat(reading.rows()).containsExactly(",", ",");
    assertThat(reading.records.get(1).get(1)).hasSize(1);
  }

  @Test
  void a07_jsonLines() {
    assertThat(json("$", "{\"a\":1}\n{\"a\":2}\n").read("a").rows())
        .containsExactly("1^^integer", "2^^integer");
  }

  @Test
  void b01_aBrokenRecordIsPassedOver() {
    String text =
        "{\"h\":1,\"f\":[\n{\"n\":1},\n{\"n\":2,\"bad\":nope},\n{\"n\":3},{\"n\": tru},\n{\"n\":5}],\n\"z\":[]}";
    Reading reading = json("$.f[*]", text).read("n");
    assertThat(reading.rows()).containsExactly("1^^integer", "3^^integer", "5^^integer");
    assertThat(reading.codes()).containsExactly("source.malformed-json", "source.malformed-json");
    assertThat(reading.findings.stream().map(f -> f.place()))
        .containsExactly(Place.line("data.json", 3), Place.line("data.json", 4));
  }

  @Test
  void b02_brokenLastRecordAndBrokenMember() {
    assertThat(json("$[*]", "[{\"n\":1},{\"n\":x}]").read("n").rows())
        .containsExactly("1^^integer");
    Reading members =
        json("$.m.*", "{\"m\":{\"a\":{\"n\":1},\"b\":{\"n\":x},\"c\":{\"n\":3}}}").read("n");
    assertThat(members.rows()).containsExactly("1^^integer", "3^^integer");
    assertThat(members.findings).hasSize(1);
    assertThat(json("$", "{\"n\":1}\n{\"n\":x}\n{\"n\":3}").read("n").rows())
        .containsExactly("1^^integer", "3^^integer");
  }

  @Test
  void b03_aCutFileGivesWhatStoodBefore() {
    Reading reading = json("$[*]", "[{\"n\":1},{\"n\":2},{\"n\":").read("n");
    assertThat(reading.rows()).containsExactly("1^^integer", "2^^integer");
    assertThat(reading.codes()).containsExactly("source.truncated");
  }

  @Test
  void b04_noJsonAtAll() {
    Reading reading = json("$[*]", "<html>").read("n");
    assertThat(reading.records).isEmpty();
    assertThat(reading.codes()).containsExactly("source.malformed-json");
  }

  @Test
  void b05_nestingWithoutEndIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    Reading reading = json("$[*]", "[{\"n\":1,\"x\":" + deep + "},{\"n\":2}]").read("n");
    assertThat(reading.rows()).containsExactly("2^^integer");
    assertThat(reading.codes()).containsExactly("source.malformed-json");
    assertThat(json("$..n", deep).read("$").codes()).containsExactly("source.malformed-json");
  }

  @Test
  void b06_whatTheTakerThrowsIsNotCaught() {
    Source source = json("$[*]", "[{\"n\":1}]").open();
    assertThatThrownBy(() ->
            source.read(
                java.util.List.of("n"),
                _ -> {
                  throw new IllegalStateException("mine");
                },
                _ -> {}))
        .hasMessage("mine");
  }

  @Test
  void c01_doubleUtf8() {
    assertThat(
            json("$[*]", "[{\"n\":\"Place MarÃ©chal\"},{\"n\":\"Été\"}]")
                .option("repair", "double-utf8")
                .read("n")
                .rows())
        .containsExactly("Place Maréchal", "Été");
  }
}
