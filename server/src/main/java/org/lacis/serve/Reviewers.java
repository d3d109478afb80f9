package org.lacis.serve;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// The people who may decide about links. Each has a key of their own, known by its hash only and
/// kept with the name in a file of a folder; taking the file away takes back the key. The admin key
/// opens too, for whoever says a name with it.
///
/// A page gives the key once, and is remembered by a cookie until the server stops or twelve hours
/// have passed. Safe for several threads.
public final class Reviewers {
  static final String COOKIE = "lacis-review";

  private static final Duration LASTS = Duration.ofHours(12);
  private static final int MOST = 10_000;
  private static final String BEARER = "Bearer ";

  private final Optional<Path> folder;
  private final AdminKey admin;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(String author, Instant until) {}

  /// @param folder where the keys of people are kept; empty for the admin key alone
  public Reviewers(Optional<Path> folder, AdminKey admin) {
    this.folder = folder;
    this.admin = admin;
  }

  /// Makes a key for a person, in the place of an earlier one.
  ///
  /// @return the key, which is nowhere kept
  public static String make(Path folder, String name) {
    String slug = slug(name);
    String key = slug + "." + AdminKey.secret();
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(slug);
      Files.writeString(
          file,
          AdminKey.ofKey(key).line() + "\n" + name.strip() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("the key cannot be kept in " + folder, e);
    }
  }

  private static String slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.isEmpty() ? "person" : plain;
  }

  /// Who presents a key.
  ///
  /// @param name who says to be there with the admin key; put aside with a key of a person
  /// @return empty when the key opens nothing, or is the admin key and nobody is named
  Optional<String> author(String key, String name) {
    Optional<String> person = person(key);
    if (person.isPresent()) {
      return person;
    }
    return !name.isBlank() && admin.matches(key) ? Optional.of(name.strip()) : Optional.empty();
  }

  private Optional<String> person(String key) {
    String slug = key.substring(0, Math.max(0, key.indexOf('.')));
    if (folder.isEmpty() || !slug.matches("[a-z0-9-]+")) {
      return Optional.empty();
    }
    try {
      Path file = folder.orElseThrow().resolve(slug);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 2
          ? Optional.empty()
          : AdminKey.parse(lines.get(0)).filter(hash -> hash.matches(key)).map(_ -> lines.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who asks: by the key of the header, else by the cookie.
  ///
  /// @param name who says to be there with the admin key
  Optional<String> asking(Context ctx, String name) {
    String header = Objects.requireNonNullElse(ctx.header("Authorization"), "");
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return author(header.substring(BEARER.length()).strip(), name);
    }
    Session session = sessions.get(Objects.requireNonNullElse(ctx.cookie(COOKIE), ""));
    return session == null || session.until.isBefore(Instant.now())
        ? Optional.empty()
        : Optional.of(session.author);
  }

  /// Remembers who is there.
  ///
  /// @return what the cookie is to hold
  String remember(String author) {
    Instant now = Instant.now();
    sessions.values().removeIf(session -> session.until.isBefore(now));
    if (sessions.size() >= MOST) {
      sessions.clear();
    }
    String token = AdminKey.secret();
    sessions.put(token, new Session(author, now.plus(LASTS)));
    return token;
  }

  void forget(Context ctx) {
    String token = ctx.cookie(COOKIE);
    if (token != null) {
      sessions.remove(token);
    }
  }

  /// Whether a form was sent by a page of ours: a browser says so, and keeps the cookie to itself
  /// otherwise.
  static void requireOurs(Context ctx) {
    String from = Objects.requireNonNullElse(ctx.header("Sec-Fetch-Site"), "same-origin");
    if (!List.of("same-origin", "none").contains(from)) {
      throw ServeException.of(
          403,
          "serve.foreign-form",
          "header Sec-Fetch-Site",
          from,
          "a form of our own pages",
          "Open /review here, and decide there.");
    }
  }

  static ServeException refusal(boolean given) {
    Finding finding =
        Finding.violation(
            "serve.reviewer-key",
            Place.of("header Authorization"),
            given ? "a key that opens nothing, or the admin key without an author" : "no key",
            "'Bearer' and the key of a person, or the admin key and 'author'",
            "lacis link key NAME makes a key for a person.");
    return new ServeException(
        401, finding, Map.of("WWW-Authenticate", "Bearer realm=\"lacis\""), Map.of());
  }
}
