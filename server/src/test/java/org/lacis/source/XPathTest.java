package org.lacis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XPathTest {
  private static final String SHOPS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- invented -->
      <shops xmlns:p="urn:price" xmlns:unused="urn:x">
        <town name="Lyon">
          <shop id="1" kind="bread"><name>Chez A</name><p:price>2</p:price><tag>x</tag><tag>y</tag></shop>
          <shop id="2" kind="meat"><name>Chez &amp; B</name><p:price>30</p:price></shop>
        </town>
        <town name="Bron">
          <shop id="3" kind="bread"><name><![CDATA[C <c>]]></name><shop id="3b"/></shop>
        </town>
      </shops>
      """;

  @TempDir Path folder;

  private Reading file(String content) {
    return Reading.of(folder, "a.xml", content).as("XPath");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "/shops/town/shop; 1 2 3",
        "shops/town/shop; 1 2 3",
        "//shop; 1 2 3 3b",
        "/shops//shop; 1 2 3 3b",
        "//town/shop; 1 2 3",
        "//shop/shop; 3b",
        "/shops/*/shop; 1 2 3",
        "//shop[@kind='bread']; 1 3",
        "//shop[p:price > 10]; 2",
        "//shop[name]; 1 2 3",
        "/shops/town/shop[1]; 1 3",
        "/shops/town[@name='Bron']/shop; 3",
        "//shop[last()]; 2 3 3b",
        "//*[@id][not(shop)]; 1 2 3b"
      })
  void iterators(String iterator, String ids) {
    Reading read = file(SHOPS).iterator(iterator).read("@id");
    assertThat(read.rows()).containsExactly(ids.split(" "));
    assertThat(read.findings).isEmpty();
  }

  @Test
  void references() {
    Reading read =
        file(SHOPS)
            .iterator("/shops/town/shop")
            .nulls("30")
            .read(
                "name",
                "p:price/text()",
                "tag",
                "count(tag)",
                "@kind = 'meat'",
                "upper-case(@kind)");
    assertThat(read.rows())
        .containsExactly(
            "Chez A,2,x|y,2^^integer,false^^boolean,BREAD",
            "Chez & B,,,0^^integer,true^^boolean,MEAT",
            "C <c>,,,0^^integer,false^^boolean,BREAD");
    assertThat(read.findings).isEmpty();
  }

  @Test
  void aReferenceAroundTheElementNeedsTheWholeDocument() {
    Reading read = file(SHOPS).iterator("//shop[@kind]").read("../@name", "@id");
    assertThat(read.rows()).containsExactly("Lyon,1", "Lyon,2", "Bron,3");
  }

  @Test
  void namespacesOfTheDescriptionGoBeforeThoseOfTheDocument() {
    String document = "<a xmlns='urn:a' xmlns:p='urn:other'><b><c>1</c></b></a>";
    assertThat(
            file(document).iterator("/p:a/p:b").option("namespace:p", "urn:a").read("p:c").rows())
        .containsExactly("1");
    assertThat(file(document).iterator("/a/b").read("c").rows()).isEmpty();
  }

  @Test
  void wrongPathsAreRefused() {
    for (String path : List.of("???x", "/shops/q:town", "//shop[")) {
      assertThatThrownBy(() -> file(SHOPS).iterator(path).read("@id"))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining(path);
    }
    assertThatThrownBy(() -> file(SHOPS).iterator("//shop").read("@id["))
        .isInstanceOf(SourceException.class);
    assertThat(file(SHOPS).iterator("//shop").read("nmae").codes())
        .containsExactly("source.absent-property");
  }

  @ParameterizedTest
  @CsvSource({"/a/b", "/a/b[1]"})
  void nothingOutsideTheFileIsOpened(String iterator) throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    String document =
        "<!DOCTYPE a [<!ENTITY x SYSTEM '"
            + folder.resolve("secret.txt").toUri()
            + "'>]><a><b>&x;</b><b>2</b></a>";
    Reading read = file(document).iterator(iterator).read(".");
    assertThat(String.join(" ", read.rows())).doesNotContain("secret");
    assertThat(read.codes()).containsExactly("source.malformed-xml");
  }

  @Test
  void pathsOpenNothing() throws IOException {
    Files.writeString(folder.resolve("secret.xml"), "<s>secret</s>");
    String secret = folder.resolve("secret.xml").toUri().toString();
    Reading read =
        file("<a><b/></a>")
            .iterator("/a/b")
            .read("doc('" + secret + "')", "unparsed-text('" + secret + "')");
    assertThat(String.join(" ", read.rows())).doesNotContain("secret");
    assertThat(read.codes()).containsExactly("source.bad-value", "source.bad-value");
  }

  @Test
  void entitiesAreNotMultiplied() {
    StringBuilder document = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 12; i++) {
      document.append("<!ENTITY l").append(i).append(" '");
      document.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
    }
    document.append("]><a><b>1</b><b>&l11;</b><b c='&l11;'/><b>4</b></a>");
    Reading read = file(document.toString()).iterator("/a/b").read(".");
    assertThat(read.rows()).containsExactly("1", "4");
    assertThat(read.codes()).containsOnly("source.malformed-xml");
  }

  @Test
  void aBrokenElementIsPassedOver() {
    String broken = SHOPS.replace("<name>Chez &amp; B</name>", "<name>Chez & B</nome>");
    Reading read = file(broken).iterator("/shops/town/shop").read("@id");
    assertThat(read.rows()).containsExactly("1", "3");
    assertThat(read.codes()).containsExactly("source.malformed-xml");
    assertThat(read.findings.getFirst().place().position()).isEqualTo(6);
  }

  @Test
  void aTruncatedFileGivesWhatItHas() {
    String cut = SHOPS.substring(0, SHOPS.indexOf("<town name=\"Bron\""));
    Reading read = file(cut).iterator("//shop").read("@id");
    assertThat(read.rows()).containsExactly("1", "2");
    assertThat(read.codes()).containsExactly("source.truncated");
    assertThat(file(cut).iterator("//shop[1]").read("@id").codes())
        .containsExactly("source.truncated");
  }
}
