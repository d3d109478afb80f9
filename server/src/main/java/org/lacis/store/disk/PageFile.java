package org.lacis.store.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.jena.dboe.base.block.Block;
import org.apache.jena.dboe.base.block.BlockMgr;
import org.apache.jena.dboe.base.block.BlockMgrFactory;
import org.apache.jena.dboe.base.block.BlockMgrWrapper;

/// Pages of a tree of TDB2 in a mapped file, forced to disk when asked and not at each commit.
///
/// Room on the disk is taken before a page is handed out: writing to a mapped page for which there
/// is none kills the process or leaves the tree in pieces, while a refused allocation is an
/// exception that a transaction can be aborted after.
final class PageFile extends BlockMgrWrapper {
  /// Pages that are taken at a time.
  private static final int AHEAD = 16;

  private final int pageSize;
  private final byte[] zeros;

  // Not a channel: those are closed by an interrupt of the thread that uses them.
  private final RandomAccessFile file;

  private long taken;
  private volatile boolean dirty;

  private PageFile(BlockMgr pages, int pageSize, RandomAccessFile file) {
    super(pages);
    this.pageSize = pageSize;
    this.zeros = new byte[AHEAD * pageSize];
    this.file = file;
  }

  static PageFile open(Path path, int pageSize) {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      return new PageFile(
          BlockMgrFactory.createMMapFile(path.toString(), pageSize), pageSize, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Block allocate(int size) {
    take();
    dirty = true;
    return super.allocate(size);
  }

  /// Makes sure that there is room for one page more.
  private void take() {
    long limit = allocLimit();
    if (limit < taken) {
      return;
    }
    try {
      // Nothing of a committed state lies behind the limit.
      file.seek(limit * pageSize);
      file.write(zeros);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    taken = limit + AHEAD;
  }

  @Override
  public void write(Block block) {
    dirty = true;
    super.write(block);
  }

  @Override
  public void overwrite(Block block) {
    dirty = true;
    super.overwrite(block);
  }

  /// Nothing: the log has what a crash would lose.
  @Override
  public void sync() {}

  /// Brings all pages to the disk.
  void force() {
    if (dirty) {
      dirty = false;
      super.syncForce();
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
