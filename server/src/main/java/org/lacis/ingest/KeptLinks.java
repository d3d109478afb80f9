package org.lacis.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.lacis.link.Linkage;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.store.Delta;
import org.lacis.store.Difference;
import org.lacis.store.Follower;
import org.lacis.store.NodeIds;
import org.lacis.store.Replacement;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links of a store's rules, in step with every commit: a thing that is redrawn, a decision of
/// a person and the links that follow from either are one commit, so that the next query sees both.
///
/// What the rules compare is kept in memory, about 500 bytes a thing and 300 a link. It is read
/// when it is first needed, and again after a commit that failed, or that changes more than the
/// store takes note of. Findings about data were told by the build and are not told again. Safe for
/// threads.
public final class KeptLinks implements Follower, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptLinks.class);

  private final TwinStore store;
  private final TwinIris iris;
  private final Linker linker;
  private final List<LinkRule> rules;

  /// Held from when a commit is followed until it is known what became of it.
  private final ReentrantLock lock = new ReentrantLock();

  /// By rule, what is kept of one version of the data.
  private final Map<String, Linkage> linkages = new LinkedHashMap<>();

  private long version;
  private @Nullable Thread reader;

  /// Who may change the graphs of links.
  private volatile @Nullable Thread mending;

  private KeptLinks(TwinStore store, TwinIris iris, Linker linker, List<LinkRule> rules) {
    this.store = store;
    this.iris = iris;
    this.linker = linker;
    this.rules = List.copyOf(rules);
  }

  /// Keeps the links of a store from now on. Whoever works out anything from links follows after.
  public static KeptLinks of(TwinStore store, TwinIris iris, Linker linker, List<LinkRule> rules) {
    KeptLinks kept = new KeptLinks(store, iris, linker, rules);
    store.follow(kept);
    return kept;
  }

  /// The names of the rules whose links are kept.
  public Set<String> names() {
    return Set.copyOf(rules.stream().map(LinkRule::name).toList());
  }

  /// Reads what the rules compare now rather than when it is first needed. Commits wait for it
  /// meanwhile. Graphs of links that are not as they should be, as after a change of a rule, are
  /// mended.
  public void ready() {
    List<LinkRule> stale = new ArrayList<>();
    lock.lock();
    try {
      store.<Boolean>read(view -> {
        settle(store.dataset().committedVersion().orElseThrow());
        for (LinkRule rule : rules) {
          linkage(view, rule);
          if (differs(view, rule)) {
            stale.add(rule);
          }
        }
        return true;
      });
    } finally {
      lock.unlock();
    }
    if (!stale.isEmpty()) {
      LOG.info(
          "The links of {} are brought in step with the data.",
          String.join(", ", stale.stream().map(LinkRule::name).toList()));
      mending = Thread.currentThread();
      try {
        store.<Boolean>write(view -> {
          stale.forEach(rule -> replace(view, rule));
          return true;
        });
      } finally {
        mending = null;
      }
    }
  }

  /// As [#ready], by a thread of its own, which then goes on with something else.
  public void readyLater(Runnable then) {
    reader =
        Thread.ofPlatform()
            .name("links")
            .start(() -> {
              try {
                ready();
              } catch (LacisException e) {
                LOG.warn("{}", e.finding().sentence());
              } catch (RuntimeException e) {
                LOG.error("The links could not be read; they are read when they are needed.", e);
              }
              then.run();
            });
  }

  /// Waits for what [#readyLater] began.
  @Override
  public void close() {
    Thread reading = reader;
    boolean interrupted = false;
    while (reading != null && reading.isAlive()) {
      try {
        reading.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Forgets what is kept of another version.
  private void settle(long now) {
    if (version != now) {
      linkages.clear();
      version = now;
    }
  }

  private Linkage linkage(View view, LinkRule rule) {
    Linkage known = linkages.get(rule.name());
    if (known == null) {
      known = linker.linkage(view, rule, iris, _ -> {});
      linkages.put(rule.name(), known);
    }
    return known;
  }

  /// Whether the graph of a rule holds anything else than its links.
  private boolean differs(View view, LinkRule rule) {
    Node graph = iris.linkGraph(rule.name());
    long[] found = {0};
    boolean[] misses = {false};
    links(
        view,
        rule,
        link -> {
          found[0]++;
          misses[0] =
              misses[0]
                  || !view.dataset()
                      .contains(graph, link.getSubject(), link.getPredicate(), link.getObject());
        });
    NodeIds ids = view.ids();
    long id = ids.id(graph);
    long there =
        id == NodeIds.ABSENT
            ? 0
            : ids.count(id, NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, Long.MAX_VALUE);
    return misses[0] || there != found[0];
  }

  private void links(View view, LinkRule rule, Consumer<Triple> statement) {
    linker.link(
        view,
        rule,
        iris,
        new StreamRDFBase() {
          @Override
          public void quad(Quad quad) {
            statement.accept(quad.asTriple());
          }
        },
        _ -> {});
  }

  /// Makes the links of a rule the content of its graph; only what differs is written.
  private void replace(WriteView view, LinkRule rule) {
    try (Replacement content = view.replace(iris.linkGraph(rule.name()))) {
      List<Triple> all = new ArrayList<>();
      links(view, rule, all::add);
      all.forEach(one -> content.add(one.getSubject(), one.getPredicate(), one.getObject()));
      content.finish(Difference.UNHEARD);
    }
  }

  // ---- following

  @Override
  public void follow(WriteView view, long base, Optional<Delta> touched) {
    lock.lock();
    if (mending == Thread.currentThread()) {
      // Nothing was said, and what is kept is what it was.
      return;
    }
    requireOurs(view, touched);
    if (touched.isEmpty()) {
      // What is kept is of no use any more; it is read again when it is needed.
      linkages.clear();
      version = base;
      rules.forEach(rule -> replace(view, rule));
      return;
    }
    settle(base);
    Delta delta = touched.orElseThrow();
    for (LinkRule rule : rules) {
      if (linker.touches(view, rule, iris, delta)) {
        follow(view, rule, delta);
      }
    }
  }

  private void follow(WriteView view, LinkRule rule, Delta delta) {
    Linkage known = linkages.get(rule.name());
    Optional<Linkage.Change> change = known == null ? Optional.empty() : known.follow(view, delta);
    if (change.isEmpty()) {
      linkages.remove(rule.name());
      replace(view, rule);
      linkage(view, rule);
      return;
    }
    Node graph = iris.linkGraph(rule.name());
    Linkage.Change its = change.orElseThrow();
    its.gone()
        .forEach(one -> view.delete(graph, one.getSubject(), one.getPredicate(), one.getObject()));
    its.come()
        .forEach(one -> view.add(graph, one.getSubject(), one.getPredicate(), one.getObject()));
  }

  /// Links are worked out: what others write to their graphs is refused.
  private void requireOurs(View view, Optional<Delta> touched) {
    NodeIds ids = view.ids();
    long[] quads = touched.map(Delta::quads).orElse(new long[0]);
    for (LinkRule rule : rules) {
      Node graph = iris.linkGraph(rule.name());
      long ours = ids.id(graph);
      for (int i = 0; ours != NodeIds.ABSENT && i < quads.length; i += 4) {
        if (quads[i] == ours) {
          throw new WorkspaceException(
              Finding.violation(
                  "link.graph-of-links",
                  Place.of(graph.getURI()),
                  "a change of what a rule has found",
                  "changes of the things, of the rule, or a decision",
                  "Accept or reject a link at /review or with lacis link decide; change the data"
                      + " that it rests on; or say what you know in a graph of your own."));
        }
      }
    }
  }

  @Override
  public void committed(long now) {
    version = now;
    lock.unlock();
  }

  @Override
  public void withdrawn() {
    linkages.clear();
    if (lock.isHeldByCurrentThread()) {
      lock.unlock();
    }
  }
}
