package org.lacis.tests.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/// A PostgreSQL of the test's own on a free loopback port, with its data in a temporary folder;
/// stopped and deleted when it is closed. PostgreSQL refuses to run as root, who becomes `postgres`
/// for it.
public final class PostgresServer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// Starts one; skips the test where PostgreSQL with PostGIS is not installed.
  public static PostgresServer start() throws IOException {
    Optional<Path> programs = programs();
    assumeTrue(
        programs.isPresent(),
        "PostgreSQL with PostGIS is not installed (packages postgresql, postgresql-15-postgis-3)");
    Path folder = Files.createTempDirectory("lacis-postgres");
    if (root()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs.orElseThrow(), folder, port);
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
    command("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
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
        "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=",
        "start");
  }

  @Override
  public void close() throws IOException {
    try {
      command("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
    } finally {
      delete();
    }
  }

  private void delete() throws IOException {
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
