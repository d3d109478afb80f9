package org.lacis.bench.federate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lacis.query.QuerySetup;
import org.lacis.serve.AdminKey;
import org.lacis.serve.ServeSettings;
import org.lacis.serve.TwinServer;
import org.lacis.serve.web.Language;
import org.lacis.store.TwinStore;

/// A twin in a Java process of its own, which ends with the one that started it.
public final class TwinProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private TwinProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one and waits until it listens.
  public static TwinProcess start(Territory.Speaker speaker, int size) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TwinProcess.class.getName(),
                speaker.name(),
                Integer.toString(size))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("PORT ")) {
        return new TwinProcess(process, Integer.parseInt(line.substring(5)));
      }
    }
    throw new IOException("the twin ended before it listened");
  }

  public int port() {
    return port;
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Ends it in the middle of whatever it does.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] args) throws IOException {
    Territory.Speaker speaker = Territory.Speaker.valueOf(args[0]);
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.<Boolean>write(view -> {
        Territory.fill(view, speaker, Integer.parseInt(args[1]));
        return true;
      });
      try (TwinServer server = TwinServer.start(settings(Territory.BASE), store)) {
        System.out.println("PORT " + server.port());
        System.out.flush();
        while (System.in.read() >= 0) {
          // until the one that started it is gone
        }
      }
    }
    System.exit(0);
  }

  private static ServeSettings settings(String base) {
    return new ServeSettings(
        "127.0.0.1",
        0,
        base,
        Map.of("en", "Twin"),
        Map.of(),
        "",
        List.of(Language.EN),
        List.of(),
        List.of(),
        Duration.ofSeconds(30),
        AdminKey.ofKey("nobody needs it"));
  }
}
