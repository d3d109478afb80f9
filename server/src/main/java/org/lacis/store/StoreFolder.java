package org.lacis.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a store: whose it is, what form it has, whether there is room.
final class StoreFolder {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
  private static final String FORM = "lacis store 3\n";

  /// A transaction is refused when less is left: TDB2's mapped files fail harder than that when
  /// there is none.
  private static final long LEAST_ROOM = 64L << 20;

  /// Pages of TDB2's trees.
  private static final int PAGE = 8192;

  private StoreFolder() {}

  /// Takes the folder for this process, until the lock's channel is closed.
  static FileLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel, folder);
      channel.truncate(0);
      byte[] mine = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(mine));
      checkForm(folder);
      Staging.settle(folder);
      return lock;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel, Path folder) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException _) {
      throw inUse(folder, "this process");
    }
    String owner = Files.readString(folder.resolve("lock"), StandardCharsets.UTF_8).strip();
    throw inUse(folder, owner.isEmpty() ? "another process" : "process " + owner);
  }

  private static StoreException inUse(Path folder, String owner) {
    return new StoreException(
        Finding.violation(
            "store.in-use",
            Place.of(folder.toString()),
            "a store that " + owner + " has open",
            "a store that nobody has open",
            "Stop the other one first, or ask it over HTTP"));
  }

  private static void checkForm(Path folder) throws IOException {
    Path form = folder.resolve("form");
    if (!Files.exists(form)) {
      // In one step: a process that is killed meanwhile must not leave half a marker.
      Path fresh = folder.resolve("form.new");
      Files.writeString(fresh, FORM, StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, form, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
      return;
    }
    String found = Files.readString(form, StandardCharsets.UTF_8);
    if (!found.equals(FORM)) {
      throw new StoreException(
          Finding.violation(
              "store.unknown-form",
              Place.of(form.toString()),
              found.strip(),
              FORM.strip(),
              "Use the version of the program that wrote it, or build the store anew"));
    }
  }

  /// A file name is only safe once its folder is; not every file system lets a folder be opened.
  static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("Could not force the folder {}", folder, e);
    }
  }

  /// What all files of a folder take on the disk, in bytes.
  static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(StoreFolder::allocated).sum();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What a file takes on the disk, in bytes: up to its last page that holds anything. TDB2 makes
  /// its files longer by 8 MB at a time, and what it has not written to is a hole that takes none.
  static long allocated(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE);
      long pages = (channel.size() + PAGE - 1) / PAGE;
      while (pages > 0 && isHole(channel, page, (pages - 1) * PAGE)) {
        pages--;
      }
      return Math.min(pages * PAGE, channel.size());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isHole(FileChannel channel, ByteBuffer page, long at) throws IOException {
    page.clear();
    int read = channel.read(page, at);
    for (int i = 0; i < read; i++) {
      if (page.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  static void requireRoom(Path folder) {
    long room;
    try {
      room = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw explained(new java.io.UncheckedIOException(e), folder);
    }
    if (room < LEAST_ROOM) {
      throw full(folder, (room >> 20) + " MB left on the disk", null);
    }
  }

  /// Files that are not what was written.
  static StoreException damaged(Path folder, IOException e) {
    return new StoreException(
        Finding.violation(
            "store.damaged",
            Place.of(folder.toString()),
            String.valueOf(e.getMessage()),
            "the files as they were written",
            "Put a copy of the whole folder in its place, or delete it and build the store anew"),
        e);
  }

  /// The exception that tells a person what went wrong, where that can be told.
  static RuntimeException explained(Throwable e, Path folder) {
    if (e instanceof StoreException told) {
      return told;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      // A mapped file that cannot grow shows as a fault of memory.
      if (message.contains("no space left") || message.contains("unsafe memory access")) {
        return full(folder, "no space left on the disk", e);
      }
    }
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException plain ? plain : new IllegalStateException(e);
  }

  private static StoreException full(
      Path folder, String found, @org.jspecify.annotations.Nullable Throwable cause) {
    Finding finding =
        Finding.violation(
            "store.disk-full",
            Place.of(folder.toString()),
            found,
            "room for what is written, " + (LEAST_ROOM >> 20) + " MB at least",
            "Make room and try again: the last committed state is intact");
    return cause == null ? new StoreException(finding) : new StoreException(finding, cause);
  }
}
