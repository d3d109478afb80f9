package org.lacis.source.http;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Fetches one file. A second try, in this run or a later one, asks for the rest only (RFC 9110,
/// section 14) when the server has named the version, so that two versions are never put together.
final class Downloading {
  private final Remote.Download remote;
  private final Requests requests;
  private final Path folder;
  private final String name;
  private final Path part;
  private final Path about;
  private final Instant began = Instant.now();

  Downloading(Remote.Download remote, Requests requests, Path folder, String name) {
    this.remote = remote;
    this.requests = requests;
    this.folder = folder;
    this.name = name;
    this.part = folder.resolve("part.data");
    this.about = folder.resolve("part.json");
  }

  Fetched run() throws IOException {
    Optional<Fetched> before =
        Fetcher.kept(folder).filter(old -> old.kept().request().equals(request()));
    Optional<Requests.Answer> answer = requests.persist(() -> ask(before));
    if (answer.isEmpty()) {
      Fetched same = before.orElseThrow();
      return new Fetched(same.file(), same.kept(), false, requests.count(), List.of());
    }
    Kept kept = Kept.read(about).orElseThrow(() -> new IOException("part.json has gone"));
    return Fetcher.publish(folder, name, part, Optional.empty(), kept, requests.count(), List.of());
  }

  private String request() {
    return remote.address().toString();
  }

  /// @return empty when nothing has changed
  private Optional<Requests.Answer> ask(Optional<Fetched> before) throws IOException {
    Optional<Kept> begun = begun();
    long from = begun.isPresent() ? Files.size(part) : 0;
    Map<String, String> headers;
    if (begun.isPresent()) {
      headers =
          Requests.headers(
              "Range", "bytes=" + from + "-", "If-Range", begun.get().pages().getFirst().sure());
    } else {
      Files.deleteIfExists(part);
      Kept.Page old =
          before
              .map(Fetched::kept)
              .filter(kept -> !kept.pages().isEmpty())
              .map(kept -> kept.pages().getFirst())
              .orElse(page("", ""));
      headers = Requests.headers("If-None-Match", old.etag(), "If-Modified-Since", old.modified());
    }
    URI address = remote.address();
    Requests.Answer answer =
        requests.get(address, headers, false, part, from, head -> told(head, from));
    if (answer.status() == 304 && before.isPresent()) {
      return Optional.empty();
    }
    if (answer.status() != 200 && answer.status() != 206) {
      forget();
      throw Trouble.passing(
          "server-error",
          address.toString(),
          "status " + answer.status(),
          "the file, or the rest of it",
          "Try later.");
    }
    check(answer);
    return Optional.of(answer);
  }

  private static Kept.Page page(String etag, String modified) {
    return new Kept.Page("", etag, modified, "", 0, 0, 0, -1, "", -1, "");
  }

  /// A beginning that the rest can be asked for.
  private Optional<Kept> begun() throws IOException {
    if (!Files.isRegularFile(part) || Files.size(part) == 0) {
      return Optional.empty();
    }
    return Kept.read(about)
        .filter(kept -> kept.request().equals(request()))
        .filter(kept -> !kept.pages().getFirst().sure().isEmpty());
  }

  /// What names the version so exactly that parts of it may be put together.
  private static String surely(Requests.Answer answer) {
    String etag = answer.header("ETag");
    if (!etag.isEmpty()) {
      return etag.startsWith("W/") ? "" : etag;
    }
    // RFC 9110, section 8.8.2.2: a date is sure when the answer is a good deal younger.
    String modified = answer.header("Last-Modified");
    try {
      Duration age = Duration.between(date(modified), date(answer.header("Date")));
      return age.compareTo(Duration.ofSeconds(60)) >= 0 ? modified : "";
    } catch (DateTimeParseException _) {
      return "";
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private void told(Requests.Answer answer, long from) throws IOException {
    String media = answer.media();
    List<String> accepted = remote.media();
    if (accepted.isEmpty() ? media.equals("text/html") : !accepted.contains(media)) {
      forget();
      throw Trouble.lasting(
          "wrong-content-type",
          answer.from().toString(),
          media.isEmpty() ? "no media type" : media,
          accepted.isEmpty() ? "a file of data" : String.join(" or ", accepted),
          "Open the address in a browser and look what stands there.");
    }
    if (answer.status() == 206) {
      String range = answer.header("Content-Range");
      if (!range.startsWith("bytes " + from + "-")) {
        forget();
        throw Trouble.passing(
            "cut-off",
            answer.from().toString(),
            "the part '" + range + "'",
            "the part from byte " + from,
            "Try later: it begins anew.");
      }
      return;
    }
    Kept.Page page =
        new Kept.Page(
            remote.address().toString(),
            answer.header("ETag"),
            answer.header("Last-Modified"),
            surely(answer),
            0,
            0,
            0,
            -1,
            "",
            -1,
            "");
    new Kept(request(), began.toString(), "", "", "", "", -1, List.of(page)).write(about);
  }

  private void forget() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(about);
  }

  /// What can be told of a file without knowing how it will be read: that it is not empty, and,
  /// where its name says JSON or XML, that it ends where it should.
  private void check(Requests.Answer answer) throws IOException {
    if (Files.size(part) == 0) {
      forget();
      throw Trouble.lasting(
          "empty-file", answer.from().toString(), "nothing", "data", "Look the address up.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    try (InputStream in = Files.newInputStream(part)) {
      if (lower.endsWith("json")) {
        json(in);
      } else if (lower.endsWith(".xml") || lower.endsWith(".gml")) {
        xml(in);
      }
    } catch (JsonProcessingException | XMLStreamException | UncheckedStreamException e) {
      forget();
      throw Trouble.passing(
          "cut-off",
          answer.from().toString(),
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "a whole file",
          "Try later.");
    }
  }

  private static void json(InputStream in) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        // to the end
      }
    }
  }

  private static void xml(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    while (xml.hasNext()) {
      xml.next();
    }
  }
}
