package org.lacis.source.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lacis.outbound.EgressRules;
import org.lacis.source.SourceException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Fetches sources into folders, each of which holds one whole copy, and maybe the beginning of the
/// next one.
///
/// A copy takes the place of the one before at once, when all of it is there and sound; until then,
/// and when anything goes wrong, the one before stays. What was fetched before a failure or a kill
/// is gone on from in the next run. A host is asked at most as often as its sources allow. Belongs
/// to one thread.
public final class Fetcher {
  private final EgressRules egress;
  private final Map<String, URI> elsewhere;
  private final Map<String, Instant> turns = new HashMap<>();

  /// @param egress which servers may be asked, also where those redirect to
  /// @param elsewhere other addresses for what begins with a key, such as a mirror's; the longest
  ///   key decides
  public Fetcher(EgressRules egress, Map<String, URI> elsewhere) {
    this.egress = egress;
    this.elsewhere = new TreeMap<>(elsewhere);
  }

  /// Fetches a source, as far as it has changed.
  ///
  /// @param folder of this source alone
  /// @param name of the file, which tells its format to whoever goes by that
  /// @throws SourceException when it cannot be had; the copy before is untouched
  public Fetched fetch(Remote remote, Path folder, String name) {
    Remote real = remote.at(moved(remote.address()));
    try (Requests requests = new Requests(egress, remote.limits(), turns)) {
      Files.createDirectories(folder);
      return switch (real) {
        case Remote.Download download -> new Downloading(download, requests, folder, name).run();
        case Remote.Features _, Remote.Wfs _, Remote.Pages _ ->
            new Paging(real, this, requests, folder, name).run();
      };
    } catch (IOException | UncheckedIOException e) {
      throw new SourceException(
          Finding.violation(
              "source.unwritable-copy",
              Place.of(folder.toString()),
              String.valueOf(e.getMessage()),
              "a folder that can be written, with room in it",
              "Look at the disk and the rights."),
          e);
    }
  }

  /// The whole copy that a folder holds.
  public static Optional<Fetched> kept(Path folder) {
    return Kept.read(folder.resolve("copy.json"))
        .flatMap(kept -> {
          Path file = folder.resolve(kept.file());
          return Files.isRegularFile(file)
              ? Optional.of(new Fetched(file, kept, false, 0, java.util.List.of()))
              : Optional.empty();
        });
  }

  /// Where an address is really asked.
  URI moved(URI address) {
    String text = address.toString();
    String best = "";
    for (String key : elsewhere.keySet()) {
      if (text.startsWith(key) && key.length() > best.length()) {
        best = key;
      }
    }
    URI other = elsewhere.get(best);
    return other == null ? address : URI.create(other + text.substring(best.length()));
  }

  /// Puts a new file, with what is known of it, in the place of the copy before.
  ///
  /// @param data the new file, which is moved
  /// @param marks beside it, moved too, when there are any
  static Fetched publish(
      Path folder,
      String name,
      Path data,
      Optional<Path> marks,
      Kept about,
      int requests,
      java.util.List<Finding> remarks)
      throws IOException {
    Kept.force(data);
    String sum = sha256(data);
    Optional<Fetched> before = kept(folder);
    boolean fresh = before.isEmpty() || !before.get().kept().sha256().equals(sum);
    String place = sum.substring(0, 12);
    Path own = Files.createDirectories(folder.resolve(place));
    if (marks.isPresent()) {
      replace(marks.get(), own.resolve("marks"));
    }
    replace(data, own.resolve(name));
    Kept kept =
        new Kept(
            about.request(),
            about.began(),
            Instant.now().toString(),
            place + "/" + name,
            about.frame(),
            sum,
            about.records(),
            about.pages());
    kept.write(folder.resolve("copy.json"));
    discard(folder, place);
    return new Fetched(own.resolve(name), kept, fresh, requests, remarks);
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /// Deletes what belongs to no copy any more.
  private static void discard(Path folder, String keep) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        String name = String.valueOf(each.getFileName());
        if (name.equals("copy.json") || name.equals(keep)) {
          continue;
        }
        try (Stream<Path> inside = Files.walk(each)) {
          for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
