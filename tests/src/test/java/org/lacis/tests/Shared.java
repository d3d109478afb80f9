package org.lacis.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder of real data and conformance suites that lies beside the checkout, or where
/// `LACIS_SHARED` says. Tests that need it are skipped, with this reason, where it is absent.
public final class Shared {
  private Shared() {}

  /// The top folder of the checkout.
  public static Path project() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("lacis")) || !Files.isDirectory(here.resolve("server"))) {
      here =
          Optional.ofNullable(here.getParent())
              .orElseThrow(() -> new IllegalStateException("not inside a checkout of Lacis"));
    }
    return here;
  }

  public static Optional<Path> find() {
    String named = System.getenv("LACIS_SHARED");
    Path folder =
        named != null && !named.isBlank()
            ? Path.of(named)
            : project().resolveSibling("shared").normalize();
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /// A path below the shared folder; skips the test where the folder is absent.
  public static Path get(String path) {
    Optional<Path> folder = find();
    assumeTrue(
        folder.isPresent(),
        "the shared data are not beside this checkout; LACIS_SHARED names another place");
    return folder.orElseThrow().resolve(path);
  }
}
