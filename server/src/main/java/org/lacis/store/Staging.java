package org.lacis.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// A store beside the store, which takes its place in one step.
///
/// It is made in the folder `loading`, and whole when that folder is called `loaded`: one renaming,
/// which the file system does wholly or not at all. From then on its parts are moved to where the
/// old ones were. A process that is killed before leaves a `loading` that the next one deletes, one
/// that is killed after leaves a `loaded` that the next one moves.
final class Staging {
  private static final String LOADING = "loading";
  private static final String LOADED = "loaded";
  private static final List<String> PARTS = List.of("tdb2", "spatial");

  private Staging() {}

  /// An empty place for the new store.
  ///
  /// @param store its folder, taken by this process
  static Path begin(Path store) throws IOException {
    Path loading = store.resolve(LOADING);
    delete(loading);
    for (String part : PARTS) {
      Files.createDirectories(loading.resolve(part));
    }
    return loading;
  }

  /// Puts the new store, all of whose files are on disk, in the place of the old one.
  static void publish(Path store) throws IOException {
    Path loading = store.resolve(LOADING);
    for (String part : PARTS) {
      force(loading.resolve(part));
    }
    force(loading);
    Files.move(loading, store.resolve(LOADED), StandardCopyOption.ATOMIC_MOVE);
    force(store);
    settle(store);
  }

  /// Does what a process that was killed has left to do.
  static void settle(Path store) throws IOException {
    delete(store.resolve(LOADING));
    Path loaded = store.resolve(LOADED);
    if (!Files.exists(loaded)) {
      return;
    }
    for (String part : PARTS) {
      Path from = loaded.resolve(part);
      if (Files.exists(from)) {
        delete(store.resolve(part));
        Files.move(from, store.resolve(part), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    force(store);
    delete(loaded);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Names are only safe once their folder is; not every file system lets a folder be opened.
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Staging.class).debug("Could not force {}", folder, e);
    }
  }
}
