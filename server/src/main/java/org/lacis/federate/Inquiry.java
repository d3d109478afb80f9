package org.lacis.federate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.util.Symbol;
import org.lacis.vocabulary.Finding;

/// One federated question while it is answered: what is left of its time, who took part, and what
/// could not be had. Asked on one thread; told by several.
public final class Inquiry implements AutoCloseable {
  /// In the context of a query: its inquiry.
  public static final Symbol SYMBOL = Symbol.create("https://w3id.org/lacis#inquiry");

  static final Duration MOST = Duration.ofMinutes(1);

  private final Wishes wishes;
  private final Hops hops;
  private final long deadline;
  private final Map<String, Finding> missing = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> sources = new ConcurrentSkipListSet<>();
  private final Queue<Future<?>> flying = new ConcurrentLinkedQueue<>();
  private final Map<Node, String> blanks = new HashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger steps = new AtomicInteger();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean closed;

  /// What whoever asks wants.
  ///
  /// @param whole a partner that fails makes the question fail
  /// @param sources each row tells, in the column [#COLUMN], who it comes from
  /// @param engine who works it out
  public record Wishes(boolean whole, boolean sources, Engine engine) {
    /// The column of a row's sources.
    public static final String COLUMN = "_sources";

    public static final Wishes NONE = new Wishes(false, false, Engine.ANY);
  }

  /// What works a question out.
  public enum Engine {
    /// whichever suits it
    ANY,
    /// bound joins of our own
    OWN,
    /// RDF4J's FedX
    FEDX
  }

  Inquiry(Wishes wishes, Hops hops, Duration limit) {
    this.wishes = wishes;
    this.hops = hops;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  public Wishes wishes() {
    return wishes;
  }

  Hops hops() {
    return hops;
  }

  /// What could not be had, by partner: the first thing that went wrong with each.
  public Map<String, Finding> missing() {
    synchronized (missing) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }
  }

  /// Whose statements are in the answer; `self` for this twin's own.
  public Set<String> sources() {
    return Collections.unmodifiableSet(sources);
  }

  /// How many requests were sent to partners.
  public long requests() {
    return requests.get();
  }

  /// How it was worked out, in words.
  public List<String> notes() {
    synchronized (notes) {
      return List.copyOf(notes);
    }
  }

  void note(String words) {
    notes.add(words);
  }

  void countRequest() {
    requests.incrementAndGet();
  }

  void contributed(Member member) {
    sources.add(member.name());
  }

  /// A number for a step of this question.
  int step() {
    return steps.getAndIncrement();
  }

  /// Notes what could not be had of a partner.
  ///
  /// @throws FederateException `federate.partial` where only a whole answer is wanted
  void miss(Member member, Finding finding) {
    missing.putIfAbsent(member.name(), finding);
    if (wishes.whole()) {
      throw refusal(finding);
    }
  }

  private static FederateException refusal(Finding finding) {
    return new FederateException(
        Finding.violation(
            "federate.partial",
            finding.place(),
            finding.found(),
            "a whole answer, as was asked for",
            finding.remedy()),
        Map.of("cause", finding.code()),
        null);
  }

  boolean isMissing(Member member) {
    return missing.containsKey(member.name());
  }

  /// Remembers whose the blank nodes of a row are: they mean something to that member alone.
  void noteBlanks(Binding row, Member member) {
    row.forEach((_, value) -> {
      if (value.isBlank()) {
        blanks.put(value, member.name());
      }
    });
  }

  boolean isBlankOf(Node node, Member member) {
    return member.name().equals(blanks.get(node));
  }

  Duration left() {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  /// @throws QueryCancelledException when the time is over
  void requireTime() {
    if (closed || System.nanoTime() - deadline > 0) {
      throw new QueryCancelledException();
    }
  }

  <T> Future<T> track(Future<T> future) {
    if (flying.size() > 64) {
      flying.removeIf(Future::isDone);
    }
    flying.add(future);
    if (closed) {
      future.cancel(true);
    }
    return future;
  }

  /// Waits for what a partner answers; nothing where it failed, which is noted.
  List<Binding> await(Member member, Future<List<Binding>> future) {
    try {
      List<Binding> rows = awaited(future);
      if (!rows.isEmpty()) {
        contributed(member);
      }
      return rows;
    } catch (FederateException e) {
      miss(member, e.finding());
      return List.of();
    }
  }

  /// Waits for an answer.
  ///
  /// @throws FederateException of the partner
  /// @throws QueryCancelledException when the time of the question is over
  <T> T awaited(Future<T> future) {
    requireTime();
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      future.cancel(true);
      throw new QueryCancelledException();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new QueryCancelledException();
    } catch (java.util.concurrent.CancellationException _) {
      throw new QueryCancelledException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FederateException ours) {
        throw ours;
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Gives up what is still under way, as nobody wants it any more.
  void giveUp() {
    flying.forEach(future -> future.cancel(true));
    flying.clear();
  }

  /// Ends the question: whatever is still under way is given up, and nothing more can be asked.
  @Override
  public void close() {
    closed = true;
    giveUp();
  }
}
