package org.lacis.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A MariaDB of our own on a free loopback port, in a folder of its own; stopped and deleted when
/// it is closed. Run by root, it becomes the user `mysql`.
public final class MariaDbServer implements AutoCloseable {
  /// What to say where there is none.
  public static final String MISSING = "MariaDB is not installed (package mariadb-server)";

  private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final int SECONDS = 60;

  private final Path folder;
  private final int port;
  private final Process process;

  private MariaDbServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  public static boolean installed() {
    return Files.isExecutable(INSTALL) && Files.isExecutable(SERVER);
  }

  /// @throws IOException also when it does not answer within a minute
  public static MariaDbServer start() throws IOException {
    Path folder = Files.createTempDirectory("lacis-mariadb");
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> user = root ? List.of("--user=mysql") : List.of();
    if (root) {
      run(folder, List.of("chown", "mysql", folder.toString()));
    }
    List<String> install = new ArrayList<>(List.of(INSTALL.toString(), "--no-defaults"));
    install.addAll(user);
    install.addAll(
        List.of(
            "--datadir=" + folder.resolve("data"),
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    run(folder, install);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> words = new ArrayList<>(List.of(SERVER.toString(), "--no-defaults"));
    words.addAll(user);
    words.addAll(
        List.of(
            "--datadir=" + folder.resolve("data"),
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--character-set-server=utf8mb4",
            "--skip-log-bin",
            "--innodb-buffer-pool-size=16M",
            "--innodb-flush-method=nosync"));
    MariaDbServer server = new MariaDbServer(folder, port, begin(folder, words));
    server.await();
    return server;
  }

  /// Address of the server, as its administrator, without a database.
  public String url() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/?user=root&allowMultiQueries=true";
  }

  /// Address of one database.
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
  }

  /// Address of one database that behaves as standard SQL has it: names in double quotes, `CHAR`
  /// with its blanks.
  public String standardUrl(String database) {
    return url(database) + "&sessionVariables=sql_mode='ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH'";
  }

  private void await() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try {
        DriverManager.getConnection(url()).close();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          String said = Files.readString(folder.resolve("said.txt"));
          close();
          throw new IOException("MariaDB does not answer: " + said, e);
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Process begin(Path folder, List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .directory(Path.of("/").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private static void run(Path folder, List<String> words) throws IOException {
    Process process = begin(folder, words);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            String.join(" ", words) + ": " + Files.readString(folder.resolve("said.txt")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
