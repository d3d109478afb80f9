package org.lacis.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.lacis.serve.web.ServeException;

/// The key that opens `/update` and `/data`, known by its hash only (PBKDF2 with HMAC-SHA-256,
/// salted). Safe for several threads.
public final class AdminKey {
  private static final String KIND = "pbkdf2-sha256";
  private static final int ROUNDS = 210_000;
  private static final int BYTES = 32;

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  // SHA-256 of the key that was last found right: spares the slow hash to the honest client
  private final AtomicReference<byte[]> proven = new AtomicReference<>(new byte[0]);

  private AdminKey(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  /// Hashes a key.
  public static AdminKey ofKey(String key) {
    byte[] salt = random();
    return new AdminKey(ROUNDS, salt, derive(key, salt, ROUNDS));
  }

  /// The key of a workspace: the one of the environment; else the one kept in the file; else a new
  /// one, whose hash is kept in the file and which is announced once.
  ///
  /// @param file where the hash is kept, `.lacis/admin-key`; readable by its owner only
  /// @param given value of `LACIS_ADMIN_KEY`; never written down
  /// @param announce told the new key, in clear
  /// @throws ServeException when the file is not one of ours
  public static AdminKey open(Path file, Optional<String> given, Consumer<String> announce) {
    if (given.isPresent() && !given.get().isBlank()) {
      return ofKey(given.get().strip());
    }
    try {
      if (Files.exists(file)) {
        return read(file, Files.readString(file).strip());
      }
      String key = secret();
      AdminKey made = ofKey(key);
      made.write(file);
      announce.accept(key);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("the admin key cannot be kept in " + file, e);
    }
  }

  /// Whether a presented key is the right one; takes the same time for every wrong one.
  public boolean matches(String presented) {
    byte[] digest = sha256(presented);
    if (MessageDigest.isEqual(digest, proven.get())) {
      return true;
    }
    boolean right = MessageDigest.isEqual(hash, derive(presented, salt, rounds));
    if (right) {
      proven.set(digest);
    }
    return right;
  }

  /// What it is known by, on one line; tells nothing of the key.
  String line() {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ":",
        KIND,
        Integer.toString(rounds),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  private void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, line() + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static AdminKey read(Path file, String line) {
    return parse(line)
        .orElseThrow(() ->
            ServeException.of(
                500,
                "serve.bad-admin-key-file",
                file.toString(),
                "a line of another form",
                KIND + ":rounds:salt:hash",
                "Delete the file: the next serve makes and prints a new key."));
  }

  /// Reads what [#line] wrote; empty when it is something else.
  static Optional<AdminKey> parse(String line) {
    String[] parts = line.split(":");
    if (parts.length != 4 || !parts[0].equals(KIND)) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(
          new AdminKey(
              Integer.parseInt(parts[1]), base64.decode(parts[2]), base64.decode(parts[3])));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A new secret that nobody guesses, in letters that need no escaping.
  static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random());
  }

  private static byte[] random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static byte[] derive(String key, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(key.toCharArray(), salt, rounds, BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
