package org.lacis.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacis.outbound.EgressRules;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.source.Value;
import org.lacis.vocabulary.Finding;

/// Sources over HTTP are fetched whole or not at all, from a real server that behaves well, and
/// badly in each way that is known.
final class FetcherTest {
  private static final String GEO = "application/geo+json";
  private static final String GML = "application/gml+xml; version=3.2";
  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          1_000_000,
          1_000,
          3,
          Duration.ofMillis(5));

  @TempDir Path folder;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = new Service();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Remote.Features features(Limits limits) {
    return new Remote.Features(service.at("/api"), "town:trees", 2, Map.of(), limits);
  }

  private Remote.Wfs wfs(String format) {
    return new Remote.Wfs(
        service.at("/wfs"), "town:trees", format, 2, Map.of("sortBy", "gid"), LIMITS);
  }

  private Fetched fetch(Remote remote, String name) {
    return new Fetcher(EgressRules.standard().withPrivate("127.0.0.0/8"), Map.of())
        .fetch(remote, folder, name);
  }

  private Fetched fetch() {
    return fetch(features(LIMITS), "trees.geojson");
  }

  private Finding refused(Remote remote, String name) {
    SourceException e = catchThrowableOfType(SourceException.class, () -> fetch(remote, name));
    assertThat(e).isNotNull();
    return e.finding();
  }

  private Finding refused() {
    return refused(features(LIMITS), "trees.geojson");
  }

  private static List<String> ids(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("type").asText()).isEqualTo("FeatureCollection");
    List<String> ids = new ArrayList<>();
    json.path("features").forEach(feature -> ids.add(feature.path("id").asText()));
    return ids;
  }

  // ---- OGC API Features

  /// A collection of trees, two a page; `numberMatched`, time stamps, links as pygeoapi and
  /// GeoServer write them.
  private Function<Service.Asked, Service.Reply> trees(int many) {
    return asked -> Service.Reply.of(200, GEO, treePage(asked, many, many));
  }

  private String treePage(Service.Asked asked, int many, int said) {
    int from =
        asked.parameter("offset").isEmpty() ? 0 : Integer.parseInt(asked.parameter("offset"));
    StringBuilder text = new StringBuilder();
    text.append("{ \"type\": \"FeatureCollection\", \"timeStamp\": \"")
        .append(Instant.now())
        .append("\",\n \"numberMatched\": ")
        .append(said)
        .append(", \"links\": [ {\"rel\": \"self\", \"href\": \"x\"}");
    if (from + 2 < many) {
      text.append(", {\"rel\": \"next\", \"type\": \"application/geo+json\", \"href\": \"")
          .append(service.at("/api/collections/town:trees/items?limit=2&offset=" + (from + 2)))
          .append("\"}");
    }
    text.append("], \"features\": [");
    for (int i = from; i < Math.min(many, from + 2); i++) {
      text.append(i > from ? ", " : "").append(tree(i, "Chêne " + i));
    }
    return text.append("] }").toString();
  }

  private static String tree(int i, String name) {
    return "{\"type\": \"Feature\", \"id\": \"tree."
        + i
        + "\", \"properties\": {\"name\": \""
        + name
        + "\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [4.8, 45."
        + i
        + "]}}";
  }

  @Test
  void pagesAreFollowedByTheirLinksAndBecomeOneFile() throws IOException {
    service.answer(trees(5));
    Fetched fetched = fetch();
    assertThat(ids(fetched.file()))
        .containsExactly("tree.0", "tree.1", "tree.2", "tree.3", "tree.4");
    assertThat(Files.readString(fetched.file())).contains("Chêne 4").doesNotContain("timeStamp");
    assertThat(fetched.fresh()).isTrue();
    assertThat(fetched.kept().records()).isEqualTo(5);
    assertThat(service.targets())
        .containsExactly(
            "/api/collections/town:trees/items?limit=2",
            "/api/collections/town:trees/items?limit=2&offset=2",
            "/api/collections/town:trees/items?limit=2&offset=4");
    assertThat(service.asked()).allMatch(asked -> asked.header("Accept").contains(GEO));
    assertThat(Fetcher.kept(folder).orElseThrow().file()).isEqualTo(fetched.file());
  }

  @Test
  void anEmptyCollectionIsAnEmptyFile() throws IOException {
    service.answer(trees(0));
    assertThat(ids(fetch().file())).isEmpty();
  }

  @Test
  void theSameRecordsAreNothingNewThoughEveryAnswerHasAnotherTimeStamp() {
    service.answer(trees(5));
    fetch();
    assertThat(fetch().fresh()).isFalse();
    service.answer(trees(6));
    assertThat(fetch().fresh()).isTrue();
  }

  @Test
  void aPageThatHasNotChangedIsTakenFromTheCopyBefore() throws IOException {
    Function<Service.Asked, Service.Reply> tagged =
        asked -> {
          String tag = "\"" + asked.target().hashCode() + "\"";
          return asked.header("If-None-Match").equals(tag)
              ? Service.Reply.of(304, GEO, "").with("ETag", tag)
              : trees(5).apply(asked).with("ETag", tag);
        };
    service.answer(tagged);
    fetch();
    service.answer(tagged);
    Fetched again = fetch();
    assertThat(again.fresh()).isFalse();
    assertThat(service.asked()).hasSize(3).noneMatch(a -> a.header("If-None-Match").isEmpty());
    assertThat(ids(again.file())).hasSize(5);

    // the second page is another one
    service.answer(asked ->
        asked.target().endsWith("offset=2")
            ? Service.Reply.of(
                200,
                GEO,
                treePage(asked, 5, 5).replace("Chêne 3", "Tilleul").replace("tree.3", "tree.9"))
            : tagged.apply(asked));
    Fetched mixed = fetch();
    assertThat(mixed.fresh()).isTrue();
    assertThat(ids(mixed.file())).containsExactly("tree.0", "tree.1", "tree.2", "tree.9", "tree.4");
    assertThat(Files.readString(mixed.file())).contains("Tilleul").contains("Chêne 0");
  }

  @Test
  void lastModifiedServesAsWell() {
    String date = "Wed, 25 Nov 2026 10:00:00 GMT";
    service.answer(asked ->
        asked.header("If-Modified-Since").equals(date)
            ? Service.Reply.of(304, GEO, "")
            : trees(2).apply(asked).with("Last-Modified", date));
    assertThat(fetch().fresh()).isTrue();
    assertThat(fetch().fresh()).isFalse();
    assertThat(service.asked().getLast().header("If-Modified-Since")).isEqualTo(date);
  }

  @Test
  void packedPagesAreUnpacked() throws IOException {
    service.answer(asked -> {
      assertThat(asked.header("Accept-Encoding")).isEqualTo("gzip");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(bytes)) {
        out.write(treePage(asked, 3, 3).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return Service.Reply.of(200, GEO, bytes.toByteArray()).with("Content-Encoding", "gzip");
    });
    assertThat(ids(fetch().file())).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429, 408})
  void aServerThatFailsOnceIsAskedAgain(int status) throws IOException {
    service.answer(asked ->
        asked.number() == 0 ? Service.Reply.of(status, "text/plain", "no") : trees(5).apply(asked));
    assertThat(ids(fetch().file())).hasSize(5);
    assertThat(service.asked()).hasSize(6);
  }

  @Test
  void aServerThatAlwaysFailsIsToldOfAndTheCopyBeforeStays() throws IOException {
    service.answer(trees(5));
    Path before = fetch().file();
    service.answer(_ -> Service.Reply.of(500, "text/plain", "no"));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.server-error");
    assertThat(finding.sentence()).contains("status 500").contains(service.at("/api").toString());
    assertThat(service.asked()).hasSize(3);
    assertThat(ids(before)).hasSize(5);
    assertThat(Fetcher.kept(folder).orElseThrow().file()).isEqualTo(before);
  }

  @Test
  void retryAfterIsWaitedFor() {
    service.answer(asked ->
        asked.number() == 0
            ? Service.Reply.of(429, "text/plain", "slowly").with("Retry-After", "1")
            : trees(2).apply(asked));
    Instant began = Instant.now();
    fetch();
    assertThat(Duration.between(began, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void retryAfterMayBeADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(2).atZone(ZoneOffset.UTC));
    service.answer(asked ->
        asked.number() == 0
            ? Service.Reply.of(503, "text/plain", "later").with("Retry-After", date)
            : trees(2).apply(asked));
    Instant began = Instant.now();
    fetch();
    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void aRetryAfterBeyondTheTimeLimitIsNotWaitedFor() {
    service.answer(_ -> Service.Reply.of(429, "text/plain", "no").with("Retry-After", "3600"));
    Instant began = Instant.now();
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.busy");
    assertThat(finding.found()).contains("3600 s");
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void requestsKeepTheirPace() {
    service.answer(trees(7));
    Limits slow =
        new Limits(
            LIMITS.connect(),
            LIMITS.request(),
            LIMITS.whole(),
            LIMITS.bytes(),
            5,
            1,
            LIMITS.pause());
    Instant began = Instant.now();
    fetch(features(slow), "trees.geojson");
    // four requests, three pauses of 200 ms
    assertThat(Duration.between(began, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(600));
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    service.answer(asked -> trees(2).apply(asked).after(Duration.ofSeconds(30)));
    Limits hasty = hasty();
    assertThat(refused(features(hasty), "trees.geojson").code()).isEqualTo("source.too-slow");
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    service.answer(asked -> trees(2).apply(asked).dripping(Duration.ofMillis(50)));
    Finding finding = refused(features(hasty()), "trees.geojson");
    assertThat(finding.code()).isEqualTo("source.too-slow");
    assertThat(finding.found()).contains("300 ms");
  }

  private static Limits hasty() {
    return new Limits(
        LIMITS.connect(),
        Duration.ofMillis(300),
        LIMITS.whole(),
        LIMITS.bytes(),
        LIMITS.rate(),
        2,
        LIMITS.pause());
  }

  @Test
  void allPagesTogetherHaveATimeLimit() {
    service.answer(asked -> trees(40).apply(asked).after(Duration.ofMillis(100)));
    Limits brief =
        new Limits(
            LIMITS.connect(),
            LIMITS.request(),
            Duration.ofMillis(700),
            LIMITS.bytes(),
            1000,
            2,
            LIMITS.pause());
    Finding finding = refused(features(brief), "trees.geojson");
    assertThat(finding.code()).isEqualTo("source.too-slow");
    int asked = service.asked().size();
    assertThat(asked).isBetween(2, 15);
    // the next run goes on behind the pages that are in
    service.answer(trees(40));
    Fetched fetched = fetch();
    assertThat(fetched.kept().records()).isEqualTo(40);
    assertThat(service.asked()).hasSizeLessThan(20).noneMatch(a -> a.target().endsWith("limit=2"));
  }

  @Test
  void aPageThatIsCutOffIsAskedForAgain() throws IOException {
    service.answer(
        asked -> asked.number() == 0 ? trees(5).apply(asked).cutAfter(60) : trees(5).apply(asked));
    assertThat(ids(fetch().file())).hasSize(5);
  }

  @Test
  void whatWasFetchedBeforeACutIsGoneOnFrom() throws IOException {
    service.answer(asked ->
        asked.target().endsWith("offset=4")
            ? trees(7).apply(asked).cutAfter(40)
            : trees(7).apply(asked));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.cut-off");
    assertThat(Fetcher.kept(folder)).isEmpty();
    service.answer(trees(7));
    assertThat(ids(fetch().file()))
        .containsExactly("tree.0", "tree.1", "tree.2", "tree.3", "tree.4", "tree.5", "tree.6");
    assertThat(service.targets())
        .allMatch(target -> target.endsWith("offset=4") || target.endsWith("offset=6"))
        .hasSize(2);
  }

  @Test
  void aPageWhoseJsonEndsEarlyIsCutOff() {
    service.answer(asked -> {
      String page = treePage(asked, 5, 5);
      return Service.Reply.of(200, GEO, page.substring(0, page.length() - 30)).untold();
    });
    assertThat(refused().code()).isEqualTo("source.cut-off");
    assertThat(service.asked()).hasSize(3);
  }

  @Test
  void aPageThatComesTwiceIsToldOf() throws IOException {
    service.answer(trees(4));
    Path before = fetch().file();
    service.answer(asked -> {
      // whatever is asked for, the first page comes; only the links go on
      String page = treePage(asked, 50, 50);
      return Service.Reply.of(
          200,
          GEO,
          page.replaceAll("tree\\.\\d*([02468])\"", "tree.0\"")
              .replaceAll("tree\\.\\d*[13579]\"", "tree.1\""));
    });
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.repeated-page");
    assertThat(service.asked()).hasSize(2);
    assertThat(ids(before)).hasSize(4);
    assertThat(folder.resolve("part.json")).doesNotExist();
  }

  @Test
  void aLinkThatLeadsBackIsToldOf() {
    service.answer(asked ->
        Service.Reply.of(
            200, GEO, treePage(asked, 5, 5).replaceAll("offset=\\d+\"", "offset=2\"")));
    assertThat(refused().code()).isEqualTo("source.repeated-page");
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    service.answer(asked ->
        Service.Reply.of(200, GEO, treePage(asked, 5, 5).replace("127.0.0.1", "169.254.169.254")));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.foreign-link");
    assertThat(finding.found()).contains("169.254.169.254");
  }

  @Test
  void fewerRecordsThanTheServiceCountsAreNoWhole() {
    service.answer(asked -> Service.Reply.of(200, GEO, treePage(asked, 5, 9)));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.incomplete");
    assertThat(finding.sentence()).contains("5 records").contains("9");
  }

  @Test
  void anotherContentTypeIsToldOfWithItsWords() {
    service.answer(_ ->
        Service.Reply.of(
            200,
            "text/html; charset=utf-8",
            "<html><head><style>p {}</style></head><body><h1>Maintenance</h1> jusqu'à lundi"));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.wrong-content-type");
    assertThat(finding.found()).contains("text/html").contains("Maintenance jusqu'à lundi");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void jsonThatIsNoPageIsToldOf() {
    service.answer(_ -> Service.Reply.of(200, "application/json", "{\"error\": \"quota\"}"));
    Finding finding = refused();
    assertThat(finding.code()).isEqualTo("source.malformed-page");
    assertThat(finding.found()).contains("quota");
  }

  @Test
  void tooMuchIsNotTaken() {
    service.answer(trees(5));
    Limits small =
        new Limits(
            LIMITS.connect(), LIMITS.request(), LIMITS.whole(), 700, 1000, 3, LIMITS.pause());
    Finding finding = refused(features(small), "trees.geojson");
    assertThat(finding.code()).isEqualTo("source.too-large");
    assertThat(finding.remedy()).contains("size");
  }

  @Test
  void whatIsNotThereIsAskedForOnce() {
    service.answer(_ -> Service.Reply.of(404, "text/plain", "no"));
    assertThat(refused().code()).isEqualTo("source.not-found");
    service.answer(_ -> Service.Reply.of(403, "text/plain", "no"));
    assertThat(refused().code()).isEqualTo("source.refused");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void nobodyAtTheAddressIsToldOf() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Remote remote =
        new Remote.Download(URI.create("http://127.0.0.1:" + port + "/x"), List.of(), LIMITS);
    assertThat(refused(remote, "x.csv").code()).isEqualTo("source.unreachable");
  }

  @Test
  void anotherAddressMayStandForOne() throws IOException {
    service.answer(asked ->
        Service.Reply.of(
            200,
            GEO,
            treePage(asked, 5, 5).replace(service.at("").toString(), "https://data.example")));
    Remote real =
        new Remote.Features(
            URI.create("https://data.example/api"), "town:trees", 2, Map.of(), LIMITS);
    Fetcher mirror =
        new Fetcher(
            EgressRules.standard().withPrivate("127.0.0.0/8"),
            Map.of("https://data.example", service.at("")));
    assertThat(ids(mirror.fetch(real, folder, "trees.geojson").file())).hasSize(5);
  }

  // ---- WFS

  /// As GeoServer answers; at most `cap` features a page, whatever is asked for.
  private Function<Service.Asked, Service.Reply> geoServer(int many, int cap) {
    return asked -> {
      if (asked.parameter("RESULTTYPE").equals("hits")) {
        return Service.Reply.of(200, GML, collection(many, 0, ""));
      }
      int from = Integer.parseInt(asked.parameter("STARTINDEX"));
      int to = Math.min(many, from + Math.min(cap, Integer.parseInt(asked.parameter("COUNT"))));
      StringBuilder text = new StringBuilder();
      if (asked.parameter("OUTPUTFORMAT").contains("json")) {
        for (int i = from; i < to; i++) {
          text.append(text.isEmpty() ? "" : ",").append(tree(i, "Chêne " + i));
        }
        return Service.Reply.of(
            200,
            "application/json;charset=UTF-8",
            "{\"type\":\"FeatureCollection\",\"features\":["
                + text
                + "],\"totalFeatures\":"
                + many
                + ",\"numberMatched\":"
                + many
                + ",\"numberReturned\":"
                + (to - from)
                + ",\"timeStamp\":\""
                + Instant.now()
                + "\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2154\"}}}");
      }
      for (int i = from; i < to; i++) {
        text.append("<wfs:member><town:trees gml:id=\"tree.")
            .append(i)
            .append("\"><town:name>Chêne ")
            .append(i)
            .append(
                "</town:name><town:geom><gml:Point srsName=\"urn:ogc:def:crs:EPSG::2154\"><gml:pos>842")
            .append(i)
            .append(" 6519")
            .append(i)
            .append("</gml:pos></gml:Point></town:geom></town:trees></wfs:member>\n");
      }
      return Service.Reply.of(200, GML, collection(many, to - from, text.toString()));
    };
  }

  private static String collection(int matched, int returned, String members) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a <remark> -->\n"
        + "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\""
        + " xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns:town='urn:town'"
        + " numberMatched=\""
        + matched
        + "\" numberReturned=\""
        + returned
        + "\" timeStamp=\""
        + Instant.now()
        + "\""
        + (members.isEmpty() ? "/>" : ">" + members + "</wfs:FeatureCollection>");
  }

  @Test
  void aWfsIsCountedAndPaged() throws IOException {
    service.answer(geoServer(5, 100));
    Fetched fetched = fetch(wfs("application/json"), "trees.geojson");
    assertThat(ids(fetched.file())).hasSize(5);
    assertThat(Files.readString(fetched.file())).contains("EPSG::2154").doesNotContain("timeStamp");
    assertThat(service.asked().getFirst().parameter("RESULTTYPE")).isEqualTo("hits");
    assertThat(service.asked().stream().skip(1).map(a -> a.parameter("STARTINDEX")))
        .containsExactly("0", "2", "4");
    assertThat(service.asked())
        .allMatch(a -> a.parameter("TYPENAMES").equals("town:trees"))
        .allMatch(a -> a.parameter("sortBy").equals("gid"))
        .allMatch(a -> a.parameter("VERSION").equals("2.0.0"));
    assertThat(fetch(wfs("application/json"), "trees.geojson").fresh()).isFalse();
  }

  @Test
  void aServerThatGivesLessThanIsAskedForIsGoneOnWith() throws IOException {
    service.answer(geoServer(5, 1));
    assertThat(ids(fetch(wfs("application/json"), "trees.geojson").file())).hasSize(5);
  }

  private static List<String> names(Path file) {
    List<String> names = new ArrayList<>();
    SourceDescription description =
        new SourceDescription(
            file.toString(),
            Path.of("."),
            "https://w3id.org/lacis#GML",
            "",
            "",
            "",
            List.of(),
            Map.of());
    try (var source = new Sources(StandardFormats.all()).open(description)) {
      source.read(
          List.of("name", "geometry"),
          record -> {
            assertThat(record.values(1)).hasSize(1);
            names.add(((Value.Text) record.values(0).getFirst()).lexical());
          },
          finding -> {
            throw new AssertionError(finding.sentence());
          });
    }
    return names;
  }

  @Test
  void pagesOfGmlBecomeOneCollection() {
    service.answer(geoServer(5, 100));
    Fetched fetched = fetch(wfs("application/gml+xml; version=3.2"), "trees.gml");
    assertThat(names(fetched.file()))
        .containsExactly("Chêne 0", "Chêne 1", "Chêne 2", "Chêne 3", "Chêne 4");
    assertThat(fetch(wfs("application/gml+xml; version=3.2"), "trees.gml").fresh()).isFalse();
  }

  @Test
  void gmlInAnotherEncodingIsUnderstood() {
    service.answer(asked -> {
      Service.Reply reply = geoServer(3, 100).apply(asked);
      String text = new String(reply.body(), StandardCharsets.UTF_8);
      return Service.Reply.of(
          200,
          GML,
          text.replace("\"UTF-8\"", "\"ISO-8859-1\"").getBytes(Charset.forName("ISO-8859-1")));
    });
    assertThat(names(fetch(wfs("gml32"), "trees.gml").file()))
        .containsExactly("Chêne 0", "Chêne 1", "Chêne 2");
  }

  @Test
  void gmlThatEndsEarlyIsCutOff() {
    service.answer(asked -> {
      Service.Reply reply = geoServer(5, 100).apply(asked);
      return asked.parameter("RESULTTYPE").isEmpty()
          ? Service.Reply.of(
                  200, GML, java.util.Arrays.copyOf(reply.body(), reply.body().length - 60))
              .untold()
          : reply;
    });
    assertThat(refused(wfs("gml32"), "trees.gml").code()).isEqualTo("source.cut-off");
  }

  @Test
  void anExceptionReportIsToldInItsWords() {
    String report =
        "<?xml version=\"1.0\"?><ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
            + "<ows:Exception><ows:ExceptionText>Feature type town:trees unknown"
            + "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>";
    service.answer(asked ->
        asked.parameter("RESULTTYPE").isEmpty()
            ? Service.Reply.of(200, "application/xml", report)
            : geoServer(5, 9).apply(asked));
    for (String format : List.of("gml32", "application/json")) {
      Finding finding = refused(wfs(format), "trees");
      assertThat(finding.code()).isEqualTo("source.service-exception");
      assertThat(finding.found()).contains("Feature type town:trees unknown");
    }
  }

  @Test
  void aServerThatCannotPageIsToldOf() {
    service.answer(asked -> {
      String always = asked.target().replaceFirst("STARTINDEX=\\d+", "STARTINDEX=0");
      return geoServer(5, 100).apply(new Service.Asked(always, asked.headers(), 0));
    });
    Finding finding = refused(wfs("application/json"), "trees.geojson");
    assertThat(finding.code()).isEqualTo("source.repeated-page");
    assertThat(finding.remedy()).contains("sortBy");
  }

  @Test
  void recordsThatShiftBetweenPagesAreNoWhole() {
    // the fourth comes again in the place of the fifth
    service.answer(asked -> {
      Service.Reply reply = geoServer(6, 100).apply(asked);
      return Service.Reply.of(
          200,
          String.valueOf(reply.headers().get("Content-Type")),
          new String(reply.body(), StandardCharsets.UTF_8).replace("tree.4", "tree.3"));
    });
    Finding finding = refused(wfs("application/json"), "trees.geojson");
    assertThat(finding.code()).isEqualTo("source.incomplete");
    assertThat(finding.found()).contains("5 records, 1 twice");
  }

  // ---- JSON in pages

  @Test
  void pagesOfAnotherApiBecomeOneList() throws IOException {
    service.answer(asked -> {
      int page =
          Integer.parseInt(asked.parameter("page").isEmpty() ? "1" : asked.parameter("page"));
      String next =
          page < 3 ? "\"" + service.at("/api/v1/gaspar/risques?page=" + (page + 1)) + "\"" : "null";
      return Service.Reply.of(
          200,
          "application/json",
          "{\"results\":5,\"page\":"
              + page
              + ",\"total_pages\":3,\"data\":[{\"code_insee\":\"6938"
              + page
              + "\"}"
              + (page < 3 ? ",{\"code_insee\":\"6939" + page + "\"}" : "")
              + "],\"response_code\":200,\"message\":null,\"next\":"
              + next
              + "}");
    });
    Remote remote =
        new Remote.Pages(
            service.at("/api/v1/gaspar/risques"),
            "data",
            "next",
            "results",
            Map.of("page_size", "2"),
            LIMITS);
    Fetched fetched = fetch(remote, "risques.json");
    JsonNode json = new ObjectMapper().readTree(fetched.file().toFile());
    assertThat(json.path("data").findValuesAsText("code_insee"))
        .containsExactly("69381", "69391", "69382", "69392", "69383");
    assertThat(json.size()).isEqualTo(1);
  }

  // ---- files

  private Remote.Download file() {
    return new Remote.Download(service.at("/f/communes.csv"), List.of(), LIMITS);
  }

  private static final String CSV = "id,name\n1,Lyon\n2,Bron\n3,Caluire-et-Cuire\n";

  @Test
  void aFileIsFetchedOnceAsLongAsItStays() throws IOException {
    service.answer(asked ->
        asked.header("If-None-Match").equals("\"v1\"")
            ? Service.Reply.of(304, "text/csv", "")
            : Service.Reply.of(200, "text/csv", CSV).with("ETag", "\"v1\""));
    Fetched first = fetch(file(), "communes.csv");
    assertThat(first.fresh()).isTrue();
    assertThat(Files.readString(first.file())).isEqualTo(CSV);
    Fetched second = fetch(file(), "communes.csv");
    assertThat(second.fresh()).isFalse();
    assertThat(second.file()).isEqualTo(first.file()).hasContent(CSV);
  }

  /// Serves parts, as RFC 9110 wants it; the first answer breaks after `cut` bytes.
  private static Service.Reply ranged(Service.Asked asked, String text, String tag, int cut) {
    String range = asked.header("Range");
    if (!range.isEmpty() && asked.header("If-Range").equals(tag)) {
      int from = Integer.parseInt(range.replaceAll("\\D", ""));
      return Service.Reply.of(206, "text/csv", text.substring(from))
          .with("ETag", tag)
          .with("Content-Range", "bytes " + from + "-" + (text.length() - 1) + "/" + text.length());
    }
    Service.Reply whole = Service.Reply.of(200, "text/csv", text).with("ETag", tag);
    return asked.number() == 0 ? whole.cutAfter(cut) : whole;
  }

  @Test
  void theRestOfAFileIsAskedForBehindACut() {
    service.answer(asked -> ranged(asked, CSV, "\"v1\"", 20));
    assertThat(fetch(file(), "communes.csv").file()).hasContent(CSV);
    assertThat(service.asked()).hasSize(2);
    assertThat(service.asked().getLast().header("Range")).isEqualTo("bytes=20-");
    assertThat(service.asked().getLast().header("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void theRestIsAskedForInALaterRunToo() {
    Limits once =
        new Limits(
            LIMITS.connect(), LIMITS.request(), LIMITS.whole(), 1000, 1000, 1, LIMITS.pause());
    service.answer(asked -> ranged(asked, CSV, "\"v1\"", 20));
    Remote remote = new Remote.Download(service.at("/f/communes.csv"), List.of(), once);
    assertThat(refused(remote, "communes.csv").code()).isEqualTo("source.cut-off");
    assertThat(fetch(remote, "communes.csv").file()).hasContent(CSV);
    assertThat(service.asked().getLast().header("Range")).isEqualTo("bytes=20-");
  }

  @Test
  void twoVersionsAreNeverPutTogether() {
    String other = CSV.replace("Lyon", "LYON").replace("Bron", "BRON");
    service.answer(asked ->
        asked.number() == 0
            ? ranged(asked, CSV, "\"v1\"", 20)
            : ranged(asked, other, "\"v2\"", 20));
    assertThat(fetch(file(), "communes.csv").file()).hasContent(other);
  }

  @Test
  void aWeakTagIsNotEnoughToGoOnFrom() {
    service.answer(asked -> {
      assertThat(asked.header("Range")).isEmpty();
      return ranged(asked, CSV, "W/\"v1\"", 20);
    });
    assertThat(fetch(file(), "communes.csv").file()).hasContent(CSV);
  }

  @Test
  void aPageForPeopleIsNoFile() {
    service.answer(_ -> Service.Reply.of(200, "text/html", "<p>Connectez-vous</p>"));
    assertThat(refused(file(), "communes.csv").code()).isEqualTo("source.wrong-content-type");
    Remote typed = new Remote.Download(service.at("/x.zip"), List.of("application/zip"), LIMITS);
    service.answer(_ -> Service.Reply.of(200, "text/csv", CSV));
    assertThat(refused(typed, "x.zip").code()).isEqualTo("source.wrong-content-type");
  }

  @Test
  void anEmptyFileOrHalfADocumentIsNoCopy() throws IOException {
    service.answer(_ -> Service.Reply.of(200, "text/csv", CSV));
    Path before = fetch(file(), "communes.csv").file();
    service.answer(_ -> Service.Reply.of(200, "text/csv", ""));
    assertThat(refused(file(), "communes.csv").code()).isEqualTo("source.empty-file");
    service.answer(_ -> Service.Reply.of(200, "application/json", "{\"a\": [1, 2").untold());
    assertThat(refused(file(), "communes.json").code()).isEqualTo("source.cut-off");
    service.answer(_ -> Service.Reply.of(200, "application/xml", "<a><b/>").untold());
    assertThat(refused(file(), "communes.xml").code()).isEqualTo("source.cut-off");
    assertThat(before).hasContent(CSV);
    assertThat(Fetcher.kept(folder).orElseThrow().file()).isEqualTo(before);
  }
}
