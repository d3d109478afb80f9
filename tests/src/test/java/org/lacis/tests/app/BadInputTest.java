package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What the world sends, through `lacis lift`: each gives one finding or one clear error, and
/// nothing is lost of the rest.
final class BadInputTest {
  @TempDir private Path folder;

  /// @param source what the logical source says besides its file
  /// @param gives texts that come out all the same
  /// @param tells words of the finding or error; none for input that is no fault
  private record Bad(
      String what,
      String source,
      Supplier<byte[]> data,
      int exit,
      List<String> gives,
      List<String> tells) {}

  private static Bad bad(
      String what, String source, byte[] data, int exit, List<String> gives, List<String> tells) {
    return new Bad(what, source, () -> data, exit, gives, tells);
  }

  private static final String CSV = "rml:referenceFormulation rml:CSV";
  private static final String JSON =
      "rml:referenceFormulation rml:JSONPath ; rml:iterator \"$[*]\"";
  private static final String XML = "rml:referenceFormulation rml:XPath ; rml:iterator \"/a/r\"";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String letter, long size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry("data"));
      packed.write(utf8("n,m\n1,a\n"));
      byte[] block = utf8((letter.repeat(100) + "\n").repeat(1_000));
      for (long written = 0; written < size; written += block.length) {
        packed.write(block);
      }
    }
    return out.toByteArray();
  }

  private static String rows(int count) {
    StringBuilder text = new StringBuilder("n,m\n");
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < count; i++) {
      text.append(i).append(',').append(random.nextLong()).append('\n');
    }
    return text.toString();
  }

  private static List<Bad> all() throws IOException {
    byte[] packed = gzip(utf8(rows(20_000)));
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    return List.of(
        bad(
            "a gz that is cut",
            CSV + " ; rml:compression rml:gzip",
            Arrays.copyOf(packed, packed.length / 2),
            1,
            List.of("/0>", "/100>"),
            List.of("source.truncated", "the rest of the file", "Fetch the file again")),
        bad("a byte order mark", CSV, utf8("\uFEFFn,m\n1,2\n"), 0, List.of("/1>"), List.of()),
        bad(
            "UTF-16 with a mark",
            CSV,
            "\uFEFFn,m\n1,é\n".getBytes(StandardCharsets.UTF_16LE),
            0,
            List.of("/1>", "\"é\""),
            List.of()),
        bad(
            "Latin-1 declared as UTF-8",
            CSV + " ; rml:encoding rml:UTF-8",
            "n,m\n1,é\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1),
            1,
            List.of("/2>", "\"ok\""),
            List.of("source.malformed-bytes", "byte ")),
        bad(
            "windows-1252, declared",
            CSV + " ; rml:encoding \"windows-1252\"",
            "n,m\n1,œuf\n".getBytes(Charset.forName("windows-1252")),
            0,
            List.of("\"œuf\""),
            List.of()),
        bad(
            "text that was encoded twice, declared",
            CSV + " ; lacis:repair \"double-utf8\"",
            utf8("n,m\n1,MarÃ©chal\n"),
            0,
            List.of("\"Maréchal\""),
            List.of()),
        bad(
            "newlines in quotes",
            CSV,
            utf8("n,m\n1,\"two\nlines\"\n2,x\n"),
            0,
            List.of("\"two\\nlines\"", "/2>"),
            List.of()),
        bad(
            "a field of 10 MB",
            CSV,
            utf8("n,m\n1," + "x".repeat(10 << 20) + "\n2,y\n"),
            0,
            List.of("/1>", "/2>"),
            List.of()),
        bad(
            "ragged rows",
            CSV,
            utf8("n,m\n1\n2,b,c\n3,d\n"),
            1,
            List.of("/1>", "/3>"),
            List.of("source.short-row", "source.long-row", "line 3")),
        bad(
            "a header twice",
            CSV,
            utf8("n,m,m\n1,a,b\n"),
            1,
            List.of("/1>"),
            List.of("source.duplicate-column", "m")),
        bad("an empty file", CSV, new byte[0], 2, List.of(), List.of("an empty file")),
        bad(
            "a header alone",
            CSV,
            utf8("n,m\n"),
            0,
            List.of(),
            List.of("0 records", "no findings")),
        bad(
            "null, empty and NaN",
            CSV + " ; rml:null \"null\", \"NaN\"",
            utf8("n,m\n1,null\n2,\n3,NaN\n4,x\n"),
            0,
            List.of("/4>", "\"x\""),
            List.of()),
        bad(
            "null and empty in JSON",
            JSON,
            utf8("[{\"n\":1,\"m\":null},{\"n\":2,\"m\":\"\"},{\"n\":3,\"m\":\"x\"}]"),
            0,
            List.of("/2> <http://e/m> \"\"", "/3>"),
            List.of()),
        bad(
            "JSON 10,000 deep",
            JSON,
            utf8("[{\"n\":1,\"m\":2},{\"n\":2,\"x\":" + deep + "},{\"n\":3,\"m\":4}]"),
            1,
            List.of("/1>", "/3>"),
            List.of("source.malformed-json")),
        bad(
            "JSON that is cut",
            JSON,
            utf8("[{\"n\":1,\"m\":2},{\"n\":2,"),
            1,
            List.of("/1>"),
            List.of("source.malformed-json", "end-of-input")),
        bad(
            "a broken member of JSON",
            JSON,
            utf8("[{\"n\":1,\"m\":2},{\"n\" 2},{\"n\":3,\"m\":4}]"),
            1,
            List.of("/1>", "/3>"),
            List.of("source.malformed-json", "line 1")),
        bad(
            "entities that multiply",
            XML,
            utf8(
                "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]>"
                    + "<a><r><n>1</n><m>&y;</m></r><r><n>2</n><m>b</m></r></a>"),
            1,
            List.of("/2>"),
            List.of("source.")),
        bad(
            "an entity outside the file",
            XML,
            utf8(
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                    + "<a><r><n>1</n><m>&x;</m></r><r><n>2</n><m>b</m></r></a>"),
            1,
            List.of("/2>"),
            List.of("source.")),
        bad(
            "XML that is cut",
            XML,
            utf8("<a><r><n>1</n><m>a</m></r><r><n>2</n>"),
            1,
            List.of("/1>"),
            List.of("source.truncated")),
        bad(
            "an archive made to fill the disk",
            CSV.replace("CSV", "CSV ; rml:compression rml:zip"),
            zip("a", 400L << 20),
            2,
            List.of(),
            List.of("unpack to more than", "200 times")));
  }

  @TestFactory
  Stream<DynamicTest> sources() throws IOException {
    return all().stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.what(),
                () -> {
                  Files.write(folder.resolve("data"), one.data().get());
                  Path mapping = folder.resolve("m.ttl");
                  Files.writeString(
                      mapping,
                      """
                      @prefix rml: <http://w3id.org/rml/> .
                      @prefix lacis: <https://w3id.org/lacis#> .
                      <#t> a rml:TriplesMap ;
                        rml:logicalSource [ rml:source "data" ; %s ] ;
                        rml:subjectMap [ rml:template "http://e/{n}" ; rml:class <http://e/T> ] ;
                        rml:predicateObjectMap [ rml:predicate <http://e/m> ; rml:objectMap [ rml:reference "m" ] ] .
                      """
                          .formatted(one.source()));
                  Said said = Said.by("lift", mapping.toString());
                  one.tells().forEach(words -> assertThat(said.err()).contains(words));
                  assertThat(said.err()).doesNotContain("Exception", "\tat ");
                  one.gives().forEach(words -> assertThat(said.out()).contains(words));
                  assertThat(said.out()).doesNotContain("root:");
                  assertThat(said.exit()).as(said.err()).isEqualTo(one.exit());
                }));
  }

  /// @param tells words of the one error
  private record BadMapping(String what, String name, String text, List<String> tells) {}

  @TestFactory
  Stream<DynamicTest> mappings() {
    return Stream.of(
            new BadMapping(
                "YARRRML whose alias stands in its own anchor",
                "m.yml",
                "mappings: &m\n  a: *m\n",
                List.of("line 1", "an alias that stands within")),
            new BadMapping(
                "YARRRML of references to itself",
                "m.yml",
                "mappings:\n  a:\n    source: b\n    s: http://e/$(n)\nsources:\n  b: c\n",
                List.of("line 6", "a source")),
            new BadMapping(
                "a triples map that quotes itself",
                "m.ttl",
                """
                @prefix rml: <http://w3id.org/rml/> .
                <#t> a rml:TriplesMap ;
                  rml:logicalSource [ rml:source "data" ; rml:referenceFormulation rml:CSV ] ;
                  rml:subjectMap [ rml:quotedTriplesMap <#t> ] ;
                  rml:predicateObjectMap [ rml:predicate <http://e/m> ; rml:object "x" ] .
                """,
                List.of("line 2", "quote themselves")),
            new BadMapping(
                "a view on itself",
                "m.ttl",
                """
                @prefix rml: <http://w3id.org/rml/> .
                <#v> a rml:LogicalView ; rml:viewOn <#w> ; rml:field [ rml:fieldName "n" ; rml:reference "n" ] .
                <#w> a rml:LogicalView ; rml:viewOn <#v> ; rml:field [ rml:fieldName "n" ; rml:reference "n" ] .
                <#t> a rml:TriplesMap ; rml:logicalSource <#v> ; rml:subjectMap [ rml:template "http://e/{n}" ] .
                """,
                List.of("line 3", "a view that is made of itself")),
            new BadMapping(
                "Turtle that is cut",
                "m.ttl",
                "@prefix rml: <http://w3id.org/rml/> .\n<#t> a rml:TriplesMap ;",
                List.of("line 2")))
        .map(one ->
            DynamicTest.dynamicTest(
                one.what(),
                () -> {
                  Files.writeString(folder.resolve("data"), "n,m\n1,2\n");
                  Path mapping = folder.resolve(one.name());
                  Files.writeString(mapping, one.text());
                  Said said = Said.by("lift", mapping.toString());
                  assertThat(said.exit()).as(said.err()).isEqualTo(2);
                  assertThat(said.err()).contains(one.tells());
                  assertThat(said.err()).doesNotContain("Exception", "StackOverflow", "\tat ");
                }));
  }

  /// Sources that join with themselves, in a circle, or without end.
  @TestFactory
  Stream<DynamicTest> joinsThatRunInACircle() {
    return Stream.of("self", "two")
        .map(kind ->
            DynamicTest.dynamicTest(
                kind,
                () -> {
                  Files.writeString(folder.resolve("a.csv"), "n,m\n1,2\n2,1\n3,3\n");
                  Files.writeString(folder.resolve("b.csv"), "n,m\n1,2\n2,1\n3,3\n");
                  String other = kind.equals("self") ? "a" : "b";
                  String both =
                      Stream.of("a", other)
                          .distinct()
                          .map(one ->
                              """
                              <#%s> a rml:TriplesMap ;
                                rml:logicalSource [ rml:source "%s.csv" ; rml:referenceFormulation rml:CSV ] ;
                                rml:subjectMap [ rml:template "http://e/%s/{n}" ] ;
                                rml:predicateObjectMap [ rml:predicate <http://e/next> ; rml:objectMap [
                                  rml:parentTriplesMap <#%s> ; rml:joinCondition [ rml:child "m" ; rml:parent "n" ] ] ] .
                              """
                                  .formatted(one, one, one, one.equals("a") ? other : "a"))
                          .reduce("@prefix rml: <http://w3id.org/rml/> .\n", String::concat);
                  Path mapping = folder.resolve("m.ttl");
                  Files.writeString(mapping, both);
                  Said said = Said.by("lift", mapping.toString());
                  assertThat(said.exit()).as(said.err()).isZero();
                  assertThat(said.out().lines()).hasSize(kind.equals("self") ? 3 : 6);
                }));
  }
}
