package org.lacis.search;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.lacis.store.Delta;
import org.lacis.store.Follower;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the things of a store are called, in step with every commit.
///
/// It is read when it is opened, by a thread of its own, into a folder that goes when it is closed:
/// so a kill leaves nothing that could be out of step. Until all is read, what is found says that
/// it is not complete. Safe for threads.
public final class NameIndex implements Follower, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NameIndex.class);

  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final TwinStore store;
  private final TwinIris iris;
  private final Path folder;

  /// What a commit that is under way changes; null when that is more than the store takes note of.
  private @Nullable List<NameFiles.Change> following = List.of();

  private final Object lock = new Object();
  private NameFiles files;
  private boolean complete;
  private boolean closed;
  private int readings;

  /// Changes that were committed while all was being read.
  private List<NameFiles.Change> meanwhile = new ArrayList<>();

  private @Nullable Thread reader;

  private NameIndex(TwinStore store, TwinIris iris, Path folder) {
    this.store = store;
    this.iris = iris;
    this.folder = folder;
    this.files = NameFiles.create(folder.resolve("0"));
  }

  /// Begins to read the names of a store and follows it from now on.
  ///
  /// @param folder of this alone; what is in it goes
  public static NameIndex of(TwinStore store, TwinIris iris, Path folder) {
    NameFiles.discard(folder);
    NameIndex index = new NameIndex(store, iris, folder);
    store.follow(index);
    synchronized (index.lock) {
      index.readAgain();
    }
    return index;
  }

  /// Finds things by words. While all is being read it waits for that a moment.
  public Found find(Sought sought) {
    awaitComplete(PATIENCE);
    while (true) {
      NameFiles now;
      boolean whole;
      synchronized (lock) {
        now = files;
        whole = complete;
      }
      try {
        return now.find(sought, whole);
      } catch (AlreadyClosedException e) {
        synchronized (lock) {
          if (closed || now == files) {
            throw e;
          }
        }
        // What was read anew has just taken its place.
      }
    }
  }

  /// Waits until all names are read, for a time.
  public void awaitComplete(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (!complete && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        try {
          lock.wait(left);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  // ---- reading all

  /// The lock is held.
  private void readAgain() {
    complete = false;
    meanwhile = new ArrayList<>();
    int number = ++readings;
    reader = Thread.ofPlatform().daemon().name("names").start(() -> readAll(number));
  }

  private void readAll(int number) {
    try {
      NameFiles fresh = NameFiles.create(folder.resolve(String.valueOf(number)));
      try {
        store.<Boolean>read(view -> {
          NameReader names = new NameReader(view, iris);
          int count = 0;
          for (long thing : names.all()) {
            if (count++ % 1_024 == 0 && isStale(number)) {
              return false;
            }
            names.read(thing).ifPresent(fresh::add);
          }
          return true;
        });
        fresh.refresh();
      } catch (RuntimeException e) {
        fresh.close();
        throw e;
      }
      NameFiles before;
      synchronized (lock) {
        if (closed || number != readings) {
          fresh.close();
          return;
        }
        fresh.apply(meanwhile);
        meanwhile = new ArrayList<>();
        before = files;
        files = fresh;
        complete = true;
        lock.notifyAll();
      }
      before.close();
    } catch (RuntimeException e) {
      LOG.error("Names could not be read; searching finds what was read before.", e);
    }
  }

  private boolean isStale(int number) {
    synchronized (lock) {
      return closed || number != readings;
    }
  }

  // ---- following

  @Override
  public void follow(WriteView view, long base, Optional<Delta> touched) {
    synchronized (lock) {
      if (closed) {
        return;
      }
    }
    following =
        touched
            .map(delta -> {
              NameReader names = new NameReader(view, iris);
              List<NameFiles.Change> changes = new ArrayList<>();
              names
                  .touched(delta)
                  .forEach((long id) -> {
                    Node thing = view.ids().node(id);
                    if (thing.isURI()) {
                      changes.add(new NameFiles.Change(thing.getURI(), names.read(id)));
                    }
                  });
              return changes;
            })
            .orElse(null);
  }

  @Override
  public void committed(long version) {
    List<NameFiles.Change> changes = following;
    following = List.of();
    synchronized (lock) {
      if (closed) {
        return;
      }
      if (changes == null) {
        readAgain();
      } else if (!changes.isEmpty()) {
        if (!complete) {
          meanwhile.addAll(changes);
        }
        try {
          files.apply(changes);
        } catch (UncheckedIOException e) {
          // The commit stands; what is found is made good from the store.
          LOG.warn("Names are read again: {}", e.getMessage());
          readAgain();
        }
      }
    }
  }

  @Override
  public void withdrawn() {
    following = List.of();
  }

  @Override
  public void close() {
    Thread reading;
    synchronized (lock) {
      closed = true;
      reading = reader;
      lock.notifyAll();
    }
    try {
      if (reading != null) {
        reading.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    files.close();
    NameFiles.discard(folder);
  }
}
