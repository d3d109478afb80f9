package org.lacis.serve.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Sends a document that whoever has it already need not be sent again (RFC 9110, section 13).
public final class Answered {
  /// What the documents about a thing vary by.
  public static final String VARY = "Accept, Accept-Profile, Accept-Language";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private Answered() {}

  /// Answers with these bytes, or with 304.
  ///
  /// @param changed when the data changed last, if that is known well enough to go by
  public static void send(Context ctx, byte[] body, String type, Optional<Instant> changed) {
    String tag = tag(body);
    ctx.header("ETag", tag);
    changed.ifPresent(time -> ctx.header("Last-Modified", date(time)));
    ctx.header("Cache-Control", "public, no-cache");
    if (isKnown(ctx, tag, changed)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(type).result(body);
  }

  /// Lets go of a page that is ready to be sent when the client has it already. Pages are marked
  /// weakly: two that differ in nothing that a reader sees may be taken for one another.
  public static void unlessKnown(Context ctx) {
    String tag = weakTag(Objects.requireNonNullElse(ctx.result(), ""));
    ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
    if (isKnown(ctx, tag, Optional.empty())) {
      ctx.status(304).result("");
    }
  }

  /// A mark of the content; another byte, another mark.
  public static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A weak mark of what an answer depends on.
  public static String weakTag(String what) {
    return "W/" + tag(what.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether the client has the answer already: `If-None-Match`, and `If-Modified-Since` only
  /// without it (section 13.2.2). Marks are compared weakly, as the section asks, and one that was
  /// sent for a compressed answer is known by its ending.
  public static boolean isKnown(Context ctx, String tag, Optional<Instant> changed) {
    String marks = ctx.header("If-None-Match");
    if (marks != null) {
      String ours = tag.replaceFirst("^W/", "");
      for (String mark : marks.split(",")) {
        String theirs = mark.strip().replaceFirst("^W/", "").replaceFirst("--?gzip\"$", "\"");
        if (theirs.equals("*") || theirs.equals(ours)) {
          return true;
        }
      }
      return false;
    }
    String since = Objects.requireNonNullElse(ctx.header("If-Modified-Since"), "");
    try {
      return changed.isPresent()
          && !since.isEmpty()
          && !changed
              .get()
              .truncatedTo(ChronoUnit.SECONDS)
              .isAfter(
                  ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException _) {
      return false; // a date that cannot be read is passed over (section 13.1.3)
    }
  }

  static String date(Instant time) {
    return DATE.format(time.atZone(ZoneOffset.UTC));
  }
}
