package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;

/// What the JVM watches once to start faster from then on: a tiny twin is made, built, asked and
/// served, so that its cache holds the classes that commands use and what it learnt of them. The
/// script `lacis` runs this after a build; nobody else does.
public final class Training {
  private static final String QUESTION =
      """
      PREFIX lacis: <https://w3id.org/lacis#>
      SELECT (COUNT(*) AS ?n) WHERE { ?building a lacis:Building ; lacis:height ?height }
      """;

  private static final int TRIES = 100;
  private static final int PAUSE_MS = 200;

  private Training() {}

  /// @param args a folder that is not there yet
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    run("sample", folder.toString(), "--buildings", "500");
    run("build", folder.toString());
    for (int i = 0; i < 3; i++) {
      run("query", folder.toString(), "-e", QUESTION);
    }
    serve(folder);
    System.exit(Main.DONE);
  }

  /// A cache of a run that failed would lack most of what it is for.
  private static void run(String... command) {
    if (Main.run(command) >= Main.USAGE) {
      throw new IllegalStateException("cannot train: " + String.join(" ", command));
    }
  }

  private static void serve(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Thread.ofPlatform()
        .daemon()
        .start(() -> Main.run("serve", folder.toString(), "--port", Integer.toString(port)));
    for (int i = 0; i < TRIES && !answers("http://localhost:" + port + "/"); i++) {
      Thread.sleep(PAUSE_MS);
    }
    answers("http://localhost:" + port + "/sparql?query=ASK%20%7B%7D");
  }

  /// Whether something answers there, and well.
  private static boolean answers(String address) {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      return page.readAllBytes().length > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
