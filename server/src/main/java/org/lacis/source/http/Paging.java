package org.lacis.source.http;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Fetches a source page by page into one file.
///
/// Each page that is in is written down with its place in the file, so that another run goes on
/// behind it, if it comes within an hour: the data should be of one time. A page that the server
/// says is unchanged (304) is taken from the copy before. What was fetched is sound when no page
/// came twice and as many records are there as the server counts.
///
/// Heap: one page's marks, eight bytes a record of the whole, and no content.
final class Paging {
  private static final Duration FRESH = Duration.ofHours(1);

  private final Remote remote;
  private final Fetcher fetcher;
  private final Requests requests;
  private final Path folder;
  private final String name;
  private final PageForm form;
  private final Path part;
  private final Path marks;
  private final Path about;
  private final Path answer;

  private final List<Kept.Page> pages = new ArrayList<>();
  private final LongOpenHashSet seen = new LongOpenHashSet();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Kept.Page> old = new HashMap<>();
  private final List<Finding> remarks = new ArrayList<>();
  private Optional<Fetched> before = Optional.empty();
  private String began = Instant.now().toString();
  private long records;
  private long repeated;
  private long matched = -1;
  private boolean counted;

  Paging(Remote remote, Fetcher fetcher, Requests requests, Path folder, String name) {
    this.remote = remote;
    this.fetcher = fetcher;
    this.requests = requests;
    this.folder = folder;
    this.name = name;
    this.form =
        switch (remote) {
          case Remote.Wfs wfs when !wfs.json() -> new GmlForm();
          case Remote.Features _, Remote.Wfs _ -> JsonForm.geoJson();
          case Remote.Pages of -> new JsonForm(of.items(), of.next(), of.total());
          case Remote.Download _ -> throw new IllegalArgumentException("a file has no pages");
        };
    this.part = folder.resolve("part.data");
    this.marks = folder.resolve("part.marks");
    this.about = folder.resolve("part.json");
    this.answer = folder.resolve("answer");
  }

  Fetched run() throws IOException {
    before = Fetcher.kept(folder).filter(fetched -> fetched.kept().request().equals(request()));
    before.ifPresent(
        fetched -> fetched.kept().pages().forEach(page -> old.put(page.address(), page)));
    goOn();
    if (remote instanceof Remote.Wfs wfs && !counted) {
      count(wfs);
    }
    try {
      String next = pages.isEmpty() ? first() : following();
      while (!next.isEmpty()) {
        page(next);
        next = following();
      }
      requireAll();
    } catch (Unsound e) {
      forget();
      throw e.trouble.given();
    }
    Kept.Page head = pages.getFirst();
    append(form.tail(facts(head)).getBytes(StandardCharsets.UTF_8));
    Files.deleteIfExists(answer);
    return Fetcher.publish(
        folder, name, part, Optional.of(marks), kept(), requests.count(), remarks);
  }

  /// Pages that cannot be made a whole of, whoever asks for more of them.
  private static final class Unsound extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Trouble trouble;

    Unsound(Trouble trouble) {
      super(trouble);
      this.trouble = trouble;
    }
  }

  private String request() {
    return first() + " " + form.accept();
  }

  private Kept kept() {
    return new Kept(
        request(), began, "", "", pages.getFirst().frame(), "", records - repeated, pages);
  }

  /// Takes up what another run has begun.
  private void goOn() throws IOException {
    Optional<Kept> begun =
        Kept.read(about)
            .filter(kept -> kept.request().equals(request()) && !kept.pages().isEmpty())
            .filter(kept ->
                Instant.parse(kept.began()).plus(FRESH).isAfter(Instant.now())
                    && Files.isRegularFile(part)
                    && Files.isRegularFile(marks));
    if (begun.isEmpty() || !takeUp(begun.get())) {
      forget();
      pages.clear();
      seen.clear();
      records = 0;
      repeated = 0;
      began = Instant.now().toString();
    }
  }

  private boolean takeUp(Kept begun) throws IOException {
    began = begun.began();
    pages.addAll(begun.pages());
    Kept.Page last = pages.getLast();
    records = last.first() + last.records();
    if (Files.size(part) < last.to() || Files.size(marks) < Long.BYTES * records) {
      return false;
    }
    for (long mark : marks(marks, 0, records)) {
      if (!seen.add(mark)) {
        repeated++;
      }
    }
    truncate(part, last.to());
    truncate(marks, Long.BYTES * records);
    pages.forEach(page -> asked.add(page.address()));
    matched = last.matched();
    counted = matched >= 0;
    return true;
  }

  private void forget() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(marks);
    Files.deleteIfExists(about);
    Files.deleteIfExists(answer);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static long[] marks(Path file, long first, long many) throws IOException {
    long[] marks = new long[Math.toIntExact(many)];
    try (DataInputStream in =
        new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(Long.BYTES * first);
      for (int i = 0; i < marks.length; i++) {
        marks[i] = in.readLong();
      }
    } catch (EOFException e) {
      throw new IOException("the marks of " + file + " are cut off", e);
    }
    return marks;
  }

  // ---- addresses

  private String first() {
    return switch (remote) {
      case Remote.Features of -> {
        Map<String, String> query = new LinkedHashMap<>(of.query());
        query.putIfAbsent("limit", Integer.toString(of.page()));
        String collection = of.address().toString().replaceFirst("/$", "");
        yield with(collection + "/collections/" + segment(of.collection()) + "/items", query);
      }
      case Remote.Wfs of -> page(of, 0);
      case Remote.Pages of -> with(of.address().toString(), of.query());
      case Remote.Download of -> of.address().toString();
    };
  }

  /// A colon may stand in a path (RFC 3986, section 3.3), and GeoServer's names have one.
  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }

  private static String page(Remote.Wfs of, long from) {
    Map<String, String> query = wfs(of);
    query.put("OUTPUTFORMAT", of.format());
    query.put("COUNT", Integer.toString(of.page()));
    query.put("STARTINDEX", Long.toString(from));
    return with(of.address().toString(), query);
  }

  private static Map<String, String> wfs(Remote.Wfs of) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("SERVICE", "WFS");
    query.put("VERSION", "2.0.0");
    query.put("REQUEST", "GetFeature");
    query.put("TYPENAMES", of.type());
    query.putAll(of.query());
    return query;
  }

  private static String with(String address, Map<String, String> query) {
    StringBuilder text = new StringBuilder(address);
    char separator = address.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, String> entry : query.entrySet()) {
      text.append(separator)
          .append(URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return text.toString();
  }

  /// The address of the page behind the last one; empty when there is none.
  private String following() {
    Kept.Page last = pages.getLast();
    if (remote instanceof Remote.Wfs wfs) {
      boolean more = matched < 0 ? last.records() > 0 : records < matched && last.records() > 0;
      return more ? page(wfs, records) : "";
    }
    if (last.next().isEmpty() || last.records() == 0) {
      return "";
    }
    return next(last);
  }

  /// Links lead on to the same host only; a server behind a gate that writes `http` is led back to
  /// the scheme that it was asked by.
  private String next(Kept.Page last) {
    try {
      URI from = URI.create(last.address());
      URI link = from.resolve(last.next().replace(" ", "%20").replace("|", "%7C"));
      URI next = fetcher.moved(link);
      if ("https".equals(from.getScheme()) && "http".equals(next.getScheme())) {
        next = URI.create(next.toString().replaceFirst("^http:", "https:"));
      }
      if (Objects.equals(next.getHost(), from.getHost())
          && Objects.equals(next.getScheme(), from.getScheme())) {
        return next.toString();
      }
      throw new Unsound(
          Trouble.lasting(
              "foreign-link",
              last.address(),
              "a next page at " + next,
              "one at the same host",
              "Name the host that the pages lie at as the address."));
    } catch (IllegalArgumentException _) {
      throw new Unsound(
          Trouble.lasting(
              "malformed-page",
              last.address(),
              "the link '" + last.next() + "'",
              "an address",
              "Tell the owner of the service."));
    }
  }

  // ---- pages

  /// Asks how many there are; a server that does not say is asked for pages until one is empty.
  private void count(Remote.Wfs wfs) {
    Map<String, String> query = wfs(wfs);
    query.put("RESULTTYPE", "hits");
    URI address = URI.create(with(wfs.address().toString(), query));
    matched =
        requests.persist(() -> {
          GmlForm gml = new GmlForm();
          Requests.Answer said =
              requests.get(
                  address, Requests.headers("Accept", gml.accept()), true, answer, 0, _ -> {});
          Requests.requireMedia(said, gml.media());
          return gml.read(address.toString(), answer, OutputStream.nullOutputStream()).matched();
        });
  }

  private void page(String address) throws IOException {
    if (!asked.add(address)) {
      throw new Unsound(
          Trouble.lasting(
              "repeated-page",
              address,
              "a link back to a page that was read",
              "the next page",
              "Tell the owner of the service."));
    }
    long from = Files.exists(part) ? Files.size(part) : 0;
    Kept.Page page = requests.persist(() -> ask(address, from));
    String frame = pages.isEmpty() ? page.frame() : pages.getFirst().frame();
    if (!frame.equals(page.frame()) && page.records() > 0) {
      throw new Unsound(
          Trouble.lasting(
              "malformed-page",
              address,
              "another frame than on the first page: " + page.frame(),
              frame,
              "Ask for one CRS and one schema, or for GeoJSON."));
    }
    if (matched >= 0 && page.matched() >= 0 && page.matched() != matched) {
      remarks.add(
          Finding.info(
              "source.changed-while-read",
              Place.of(address),
              page.matched() + " records in all",
              matched + ", as a page before said",
              "The copy may mix two states; the next run mends it."));
    }
    matched = page.matched() >= 0 ? page.matched() : matched;
    pages.add(page);
    records += page.records();
    kept().write(about);
  }

  private Kept.Page ask(String address, long from) throws IOException {
    Files.deleteIfExists(answer);
    if (Files.exists(part)) {
      truncate(part, from);
    }
    if (Files.exists(marks)) {
      truncate(marks, Long.BYTES * records);
    }
    Optional<Kept.Page> known =
        Optional.ofNullable(old.get(address)).filter(Kept.Page::conditional);
    Map<String, String> headers =
        Requests.headers(
            "Accept",
            form.accept(),
            "If-None-Match",
            known.map(Kept.Page::etag).orElse(""),
            "If-Modified-Since",
            known.map(Kept.Page::modified).orElse(""));
    Requests.Answer said = requests.get(URI.create(address), headers, true, answer, 0, _ -> {});
    if (said.status() == 304 && known.isPresent()) {
      return again(address, known.get(), from);
    }
    if (said.status() != 200) {
      throw Trouble.passing(
          "server-error", address, "status " + said.status(), "a page", "Try later.");
    }
    requireMedia(said);
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    PageFacts facts;
    long start;
    try (OutputStream out = appending()) {
      // The head needs the first page's frame, so that page is read twice.
      if (from == 0) {
        PageFacts first = form.read(address, answer, OutputStream.nullOutputStream());
        none.writeBytes(form.head(first).getBytes(StandardCharsets.UTF_8));
      }
      out.write(none.toByteArray());
      Separated separated = new Separated(out, records > 0 ? form.between() : "");
      facts = form.read(address, answer, separated);
      start = from + none.size() + separated.written;
    }
    note(address, facts);
    return new Kept.Page(
        address,
        said.header("ETag"),
        said.header("Last-Modified"),
        "",
        start,
        Files.size(part),
        records,
        facts.records().length,
        facts.next(),
        facts.matched(),
        facts.frame());
  }

  /// An answer of XML where JSON was asked for is often the report of what is wrong.
  private void requireMedia(Requests.Answer said) throws IOException {
    try {
      Requests.requireMedia(said, form.media());
    } catch (Trouble wrong) {
      if (said.media().endsWith("xml")) {
        new GmlForm().read(said.from().toString(), answer, OutputStream.nullOutputStream());
      }
      throw wrong;
    }
  }

  /// Takes a page that has not changed from the copy before.
  private Kept.Page again(String address, Kept.Page page, long from) throws IOException {
    Path file = before.orElseThrow().file();
    Path beside = Objects.requireNonNull(file.getParent()).resolve("marks");
    long[] own = marks(beside, page.first(), page.records());
    long start;
    try (OutputStream out = appending();
        InputStream in = Files.newInputStream(file)) {
      byte[] head =
          from == 0 ? form.head(facts(page)).getBytes(StandardCharsets.UTF_8) : new byte[0];
      out.write(head);
      Separated separated = new Separated(out, records > 0 ? form.between() : "");
      in.skipNBytes(page.from());
      byte[] buffer = new byte[1 << 16];
      for (long left = page.to() - page.from(); left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException("the copy before is cut off");
        }
        separated.write(buffer, 0, n);
        left -= n;
      }
      start = from + head.length + separated.written;
    }
    note(address, new PageFacts(own, own.length != 1, page.next(), page.matched(), page.frame()));
    return new Kept.Page(
        address,
        page.etag(),
        page.modified(),
        "",
        start,
        Files.size(part),
        records,
        page.records(),
        page.next(),
        page.matched(),
        page.frame());
  }

  private static PageFacts facts(Kept.Page page) {
    return new PageFacts(new long[0], true, page.next(), page.matched(), page.frame());
  }

  /// Writes what stands between pages before the first byte of one.
  private static final class Separated extends OutputStream {
    private final OutputStream out;
    private final byte[] before;
    private long written;
    private boolean begun;

    Separated(OutputStream out, String before) {
      this.out = out;
      this.before = before.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int at, int length) throws IOException {
      if (!begun) {
        begun = true;
        out.write(before);
        written = before.length;
      }
      out.write(bytes, at, length);
    }
  }

  private OutputStream appending() throws IOException {
    return new java.io.BufferedOutputStream(
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16);
  }

  private void append(byte[] bytes) throws IOException {
    try (OutputStream out = appending()) {
      out.write(bytes);
    }
  }

  /// Takes the marks of a page down.
  private void note(String address, PageFacts facts) throws IOException {
    long[] own = facts.records();
    long again = 0;
    for (long mark : own) {
      again += seen.contains(mark) ? 1 : 0;
    }
    // One record that has no identifier may well be like another one.
    if (own.length > 0 && again == own.length && (own.length > 1 || facts.identified())) {
      throw new Unsound(
          Trouble.lasting(
              "repeated-page",
              address,
              "a page of " + own.length + " records that all came before",
              "the next page",
              "Look whether the service can page; WFS often needs 'sortBy'."));
    }
    try (DataOutputStream out =
        new DataOutputStream(
            new java.io.BufferedOutputStream(
                Files.newOutputStream(
                    marks, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
      for (long mark : own) {
        out.writeLong(mark);
        if (!seen.add(mark)) {
          repeated++;
        }
      }
    }
  }

  private void requireAll() {
    if (matched >= 0 && records - repeated < matched) {
      throw new Unsound(
          Trouble.lasting(
              "incomplete",
              pages.getLast().address(),
              (records - repeated) + " records" + (repeated > 0 ? ", " + repeated + " twice" : ""),
              matched + " as the service counts",
              "Try later; if it stays so, page by 'sortBy', or ask for smaller parts."));
    }
    if (repeated > 0) {
      remarks.add(
          Finding.warning(
              "source.repeated-records",
              Place.of(pages.getLast().address()),
              repeated + " records that came before",
              "each record once",
              "They are taken once more, which changes nothing; WFS often needs 'sortBy'."));
    }
  }
}
