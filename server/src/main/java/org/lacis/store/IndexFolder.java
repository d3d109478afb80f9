package org.lacis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the spatial index: one a tree, and one list of trees a generation.
///
/// The generation of a checkpoint, from which a crash goes on, is on disk, forced, before the
/// checkpoint is; those of the commits behind it are not, since their commits are done again. Files
/// that neither that generation nor the newest one names are left-overs and are deleted. So a crash
/// cannot leave a named file half written, and opening looks at no more than the list, whose check
/// sum it tests, and the header and length of each tree; [PackedTree#sound] tests the rest.
final class IndexFolder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final String FORM = "lacis spatial index 3";

  private final Optional<Path> folder;

  /// Files that are on disk; the writer's.
  private final Set<String> forced = new HashSet<>();

  /// Files of the generation of the last checkpoint; the writer's.
  private Set<String> anchored = Set.of();

  /// @param folder empty: everything stays in memory
  IndexFolder(Optional<Path> folder) {
    this.folder = folder;
    folder.ifPresent(path -> {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /// Makes a generation; forces nothing.
  ///
  /// @param kept trees that are on disk already
  /// @param added literals for one more tree, if there are any
  /// @return the catalog, its trees mapped from their files
  Catalog save(long generation, List<Catalog.Part> kept, Entries added, long unused) {
    List<Catalog.Part> parts = new ArrayList<>(kept);
    try {
      if (added.size() > 0) {
        parts.add(write(treeName(generation), added));
      }
      Catalog catalog = new Catalog(generation, parts, unused);
      if (folder.isPresent()) {
        writeList(catalog);
      }
      return catalog;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Catalog.Part write(String name, Entries entries) throws IOException {
    if (folder.isEmpty()) {
      return new Catalog.Part(name, PackedTree.of(entries));
    }
    try (FileChannel out = create(name)) {
      new TreeBuilder(entries).write(out);
    }
    return map(name);
  }

  private void writeList(Catalog catalog) throws IOException {
    StringBuilder list = new StringBuilder(FORM + "\nunused " + catalog.unused() + "\n");
    for (Catalog.Part part : catalog.trees()) {
      list.append("tree ").append(part.name()).append('\n');
    }
    byte[] text = list.toString().getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(text);
    byte[] end = ("sum " + sum.getValue() + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel out = create(listName(catalog.generation()))) {
      writeAll(out, ByteBuffer.wrap(text));
      writeAll(out, ByteBuffer.wrap(end));
    }
  }

  /// Brings a generation to the disk.
  void force(Catalog catalog) {
    if (folder.isEmpty()) {
      return;
    }
    Set<String> names = names(catalog);
    try {
      for (String name : names) {
        if (!forced.contains(name)) {
          try (FileChannel file =
              FileChannel.open(folder.orElseThrow().resolve(name), StandardOpenOption.WRITE)) {
            file.force(true);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (forced.addAll(names)) {
      StoreFolder.force(folder.orElseThrow());
    }
  }

  /// Keeps the files of a generation, which is on disk, until another one is anchored.
  void anchor(Catalog catalog) {
    anchored = names(catalog);
  }

  private static Set<String> names(Catalog catalog) {
    Set<String> names = new HashSet<>();
    // The very first one has no files.
    if (catalog.generation() > 0) {
      names.add(listName(catalog.generation()));
    }
    catalog.trees().forEach(part -> names.add(part.name()));
    return names;
  }

  private FileChannel create(String name) throws IOException {
    forced.remove(name);
    return FileChannel.open(
        folder.orElseThrow().resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private Catalog.Part map(String name) throws IOException {
    try (FileChannel in =
        FileChannel.open(folder.orElseThrow().resolve(name), StandardOpenOption.READ)) {
      // Readers of an older generation may hold the memory for as long as they like.
      MemorySegment memory = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), Arena.ofAuto());
      return new Catalog.Part(name, new PackedTree(memory));
    }
  }

  /// @return the generation, or empty when a file of it is missing or not what was written
  Optional<Catalog> load(long generation) {
    if (generation == 0) {
      return Optional.of(Catalog.EMPTY);
    }
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(generation));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Spatial index {} cannot be used: {}", generation, e.toString());
      return Optional.empty();
    }
  }

  private Catalog read(long generation) throws IOException {
    Path list = folder.orElseThrow().resolve(listName(generation));
    String text = Files.readString(list, StandardCharsets.UTF_8);
    int end = text.lastIndexOf("sum ");
    if (end < 0 || !text.startsWith(FORM + "\n")) {
      throw new IllegalArgumentException("not a list of trees: " + list.getFileName());
    }
    CRC32C sum = new CRC32C();
    sum.update(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
    if (sum.getValue() != Long.parseLong(text.substring(end + 4).strip())) {
      throw new IllegalArgumentException("wrong check sum: " + list.getFileName());
    }
    List<Catalog.Part> parts = new ArrayList<>();
    long unused = 0;
    for (String line : text.substring(0, end).split("\n")) {
      if (line.startsWith("tree ")) {
        String name = line.substring(5);
        parts.add(map(name));
      } else if (line.startsWith("unused ")) {
        unused = Long.parseLong(line.substring(7));
      }
    }
    return new Catalog(generation, parts, unused);
  }

  /// Deletes every file that neither the given generation nor the anchored one names.
  void keepOnly(Catalog catalog) {
    if (folder.isEmpty()) {
      return;
    }
    Set<String> kept = names(catalog);
    kept.addAll(anchored);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.orElseThrow())) {
      for (Path file : files) {
        if (!kept.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
          forced.remove(file.getFileName().toString());
        }
      }
    } catch (IOException e) {
      // Left-overs cost room, not truth; the next commit or start tries again.
      LOG.warn("Old files of the spatial index stay behind: {}", e.toString());
    }
  }

  private static String listName(long generation) {
    return "list-" + generation;
  }

  static String treeName(long generation) {
    return "tree-" + generation;
  }
}
