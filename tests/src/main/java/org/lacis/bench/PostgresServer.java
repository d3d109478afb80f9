package org.lacis.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL with PostGIS of our own on a free loopback port; stopped when it is closed.
/// PostgreSQL refuses to run as root, who becomes `postgres` for it; that user must be able to
/// enter the folder.
public final class PostgresServer implements AutoCloseable {
  /// Memory as on a small server of its own; the work memory holds the joins of the benchmarks.
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
          + " -c shared_buffers=512MB -c work_mem=64MB -c maintenance_work_mem=256MB"
          + " -c effective_cache_size=4GB -c max_wal_size=4GB";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /// What to say where there is none.
  public static final String MISSING =
      "PostgreSQL with PostGIS is not installed (packages postgresql, postgresql-15-postgis-3)";

  private final Path programs;
  private final Path folder;
  private final int port;
  private final boolean kept;

  private PostgresServer(Path programs, Path folder, int port, boolean kept) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
    this.kept = kept;
  }

  /// Whether PostgreSQL with PostGIS is on this machine.
  public static boolean installed() throws IOException {
    return programs().isPresent();
  }

  /// Starts one whose data are deleted when it is closed.
  ///
  /// @throws IOException also when it is not installed
  public static PostgresServer start() throws IOException {
    return start(Files.createTempDirectory("lacis-postgres"), false);
  }

  /// Starts one on data that stay: those of the folder, or new ones when it is empty or absent.
  ///
  /// @throws IOException also when it is not installed
  public static PostgresServer keeping(Path folder) throws IOException {
    return start(Files.createDirectories(folder), true);
  }

  private static PostgresServer start(Path folder, boolean kept) throws IOException {
    Path programs = programs().orElseThrow(() -> new IOException(MISSING));
    if (root()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs, folder, port, kept);
    try {
      server.begin();
      return server;
    } catch (IOException | RuntimeException e) {
      server.delete();
      throw e;
    }
  }

  /// Address of a database in which others may be made.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  private void begin() throws IOException {
    String data = folder.resolve("data").toString();
    if (!Files.exists(folder.resolve("data/PG_VERSION"))) {
      command("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
    }
    command(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-t",
        "120",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p " + port + SETTINGS,
        "start");
  }

  @Override
  public void close() throws IOException {
    try {
      command("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "fast", "stop");
    } finally {
      delete();
    }
  }

  private void delete() throws IOException {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void command(String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    if (root()) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    run(words);
  }

  /// Output goes to a file: a server that pg_ctl starts would keep a pipe open.
  private static void run(List<String> words) throws IOException {
    Path said = Files.createTempFile("lacis-postgres", ".txt");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            String.join(" ", words) + ": " + Files.readString(said, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// The newest installed version that has PostGIS.
  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .filter(version ->
              Files.exists(
                  Path.of("/usr/share/postgresql")
                      .resolve(version.getFileName())
                      .resolve("extension/postgis.control")))
          .map(version -> version.resolve("bin"))
          .max(Comparator.naturalOrder());
    }
  }
}
