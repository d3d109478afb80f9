package org.lacis.link.text;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Proposes the pairs of things whose texts have enough words in common.
///
/// The share of two texts is the number of words that both have, by that of the one that has fewer;
/// a word counts once. Words may be anything: those of a label, its runs of three letters
/// ([#runs]), a key alone. Of a thing with several texts each one counts.
///
/// **The rule.** A word is *frequent* when the sources' texts that carry it, times the targets'
/// texts that carry it, are more than the limit. A pair is proposed when its share reaches the
/// least one, and
/// - the texts have a word in common that is not frequent, or
/// - they have two frequent ones in common (of the eight longest frequent ones of each text) which
///   the sources that carry both, times the targets that carry both, do not bring beyond the limit:
///   a block that is too large is split by a second word.
///
/// Where no word is frequent these are exactly the pairs that a comparison of all with all would
/// find. What is left out otherwise hangs on the counts alone, not on the order in which things
/// came; [#frequent] tells of it. Finding the counterparts of a thing costs no more than reading
/// the lists of its words, each part of a block within the limit.
///
/// Changed by one thread at a time, and asked by several when none changes it. About 60 bytes a
/// word of each text.
public final class TextBlocking {
  /// Pairs that one word may propose.
  public static final long LIMIT = 1_000_000;

  private static final int SPLIT_BY = 8;

  private final double share;
  private final long limit;
  private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
  private final List<String> words = new ArrayList<>();
  private final IntSet frequent = new IntOpenHashSet();
  private final Side sources = new Side();
  private final Side targets = new Side();

  /// @param share least share of a pair, more than 0, to 1
  /// @param limit pairs that one word, or two, may propose
  public TextBlocking(double share, long limit) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is more than 0, to 1: " + share);
    }
    this.share = share;
    this.limit = limit;
    numbers.defaultReturnValue(-1);
  }

  /// The texts of one side.
  private static final class Side {
    /// Of each text its words, as numbers in order; none for one that was taken away.
    private final List<int[]> texts = new ArrayList<>();

    private final IntArrayList things = new IntArrayList();
    private final Int2ObjectOpenHashMap<IntArrayList> textsOf = new Int2ObjectOpenHashMap<>();

    /// By word, the texts that carry it.
    private final List<IntArrayList> carriers = new ArrayList<>();

    /// By two frequent words, the texts that carry both.
    private final Long2ObjectOpenHashMap<IntArrayList> doubles = new Long2ObjectOpenHashMap<>();

    long count(int word) {
      return word < carriers.size() ? carriers.get(word).size() : 0;
    }

    IntList carriers(int word) {
      return word < carriers.size() ? carriers.get(word) : IntList.of();
    }

    void carry(int word, int text) {
      while (carriers.size() <= word) {
        carriers.add(new IntArrayList(1));
      }
      carriers.get(word).add(text);
    }
  }

  /// A word that proposes no pairs by itself.
  ///
  /// @param sources texts of sources that carry it
  /// @param targets texts of targets that carry it
  public record Frequent(String word, long sources, long targets) {}

  /// Adds a text of a source.
  ///
  /// @param source the caller's number for the thing
  /// @param text its words, in any order
  public void addSource(int source, Collection<String> text) {
    add(sources, source, text);
  }

  /// Adds a text of a target.
  public void addTarget(int target, Collection<String> text) {
    add(targets, target, text);
  }

  /// Takes all texts of a source away.
  public void removeSource(int source) {
    remove(sources, source);
  }

  /// Takes all texts of a target away.
  public void removeTarget(int target) {
    remove(targets, target);
  }

  /// The targets that are proposed for a source, in order, each once.
  public int[] targetsOf(int source) {
    return proposed(source, sources, targets);
  }

  /// The sources that are proposed for a target, in order, each once.
  public int[] sourcesOf(int target) {
    return proposed(target, targets, sources);
  }

  /// The words that are frequent now, those of the largest blocks first.
  public List<Frequent> frequent() {
    return frequent
        .intStream()
        .mapToObj(word -> new Frequent(words.get(word), sources.count(word), targets.count(word)))
        .sorted(
            Comparator.comparingLong((Frequent word) -> -word.sources * word.targets)
                .thenComparing(Frequent::word))
        .toList();
  }

  /// How many pairs are looked at at most when every source is asked for.
  public long estimate() {
    long pairs = 0;
    for (int word = 0; word < words.size(); word++) {
      if (!frequent.contains(word)) {
        pairs += sources.count(word) * targets.count(word);
      }
    }
    return pairs;
  }

  /// The runs of some letters in a text, edges included, to be given as its words: for labels that
  /// are written a little differently.
  public static List<String> runs(String text, int length) {
    int[] codes = Text.cut(text).codePoints().toArray();
    if (codes.length == 0) {
      return List.of();
    }
    int[] edged = new int[codes.length + 2 * (length - 1)];
    Arrays.fill(edged, '\u0000');
    System.arraycopy(codes, 0, edged, length - 1, codes.length);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + length <= edged.length; i++) {
      runs.add(new String(edged, i, length));
    }
    return runs.stream().distinct().toList();
  }

  // ---- changes

  private void add(Side side, int thing, Collection<String> text) {
    int[] carried = text.stream().mapToInt(this::number).sorted().distinct().toArray();
    if (carried.length == 0) {
      return;
    }
    int number = side.texts.size();
    side.texts.add(carried);
    side.things.add(thing);
    side.textsOf.computeIfAbsent(thing, _ -> new IntArrayList(1)).add(number);
    for (int word : carried) {
      side.carry(word, number);
    }
    boolean crossed = recount(carried);
    if (crossed) {
      split();
    } else {
      doubles(carried)
          .forEach(two -> side.doubles.computeIfAbsent(two, _ -> new IntArrayList(1)).add(number));
    }
  }

  private void remove(Side side, int thing) {
    IntArrayList gone = side.textsOf.remove(thing);
    if (gone == null) {
      return;
    }
    for (int number : gone) {
      int[] carried = side.texts.get(number);
      for (int word : carried) {
        side.carriers.get(word).rem(number);
      }
      for (long two : doubles(carried)) {
        IntArrayList both = side.doubles.get(two);
        both.rem(number);
        if (both.isEmpty()) {
          side.doubles.remove(two);
        }
      }
      side.texts.set(number, new int[0]);
      if (recount(carried)) {
        split();
      }
    }
  }

  private int number(String word) {
    int number = numbers.getInt(word);
    if (number < 0) {
      number = words.size();
      numbers.put(word, number);
      words.add(word);
    }
    return number;
  }

  /// @return whether a word became frequent, or ceased to be
  private boolean recount(int[] changed) {
    boolean crossed = false;
    for (int word : changed) {
      boolean now = sources.count(word) * targets.count(word) > limit;
      crossed |= now ? frequent.add(word) : frequent.remove(word);
    }
    return crossed;
  }

  /// All doubles anew: rare, since it takes a word that crosses the limit.
  private void split() {
    for (Side side : List.of(sources, targets)) {
      side.doubles.clear();
      for (int number = 0; number < side.texts.size(); number++) {
        int text = number;
        doubles(side.texts.get(number))
            .forEach(two -> side.doubles.computeIfAbsent(two, _ -> new IntArrayList(1)).add(text));
      }
    }
  }

  private LongArrayList doubles(int[] text) {
    LongArrayList doubles = new LongArrayList();
    int[] chosen =
        frequent.isEmpty()
            ? new int[0]
            : Arrays.stream(text)
                .filter(frequent::contains)
                .boxed()
                .sorted(
                    Comparator.comparingInt((Integer word) -> -words.get(word).length())
                        .thenComparing(words::get))
                .limit(SPLIT_BY)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    for (int i = 0; i < chosen.length; i++) {
      for (int j = i + 1; j < chosen.length; j++) {
        doubles.add((long) chosen[i] << Integer.SIZE | chosen[j]);
      }
    }
    return doubles;
  }

  // ---- questions

  private int[] proposed(int thing, Side mine, Side others) {
    IntSet met = new IntOpenHashSet();
    IntSet found = new IntOpenHashSet();
    for (int number : mine.textsOf.getOrDefault(thing, new IntArrayList())) {
      int[] text = mine.texts.get(number);
      met.clear();
      for (int word : text) {
        if (!frequent.contains(word)) {
          met.addAll(others.carriers(word));
        }
      }
      for (long two : doubles(text)) {
        IntArrayList both = others.doubles.get(two);
        if (both != null && (long) both.size() * mine.doubles.get(two).size() <= limit) {
          met.addAll(both);
        }
      }
      met.forEach((int other) -> {
        if (enough(text, others.texts.get(other))) {
          found.add(others.things.getInt(other));
        }
      });
    }
    int[] sorted = found.toIntArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private boolean enough(int[] one, int[] other) {
    int fewer = Math.min(one.length, other.length);
    int common = 0;
    int j = 0;
    for (int i = 0; i < one.length && j < other.length; ) {
      int order = Integer.compare(one[i], other[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return reached(common, fewer, share);
  }

  /// Whether a share is reached: by one division, as anyone would work it out.
  static boolean reached(int common, int fewer, double share) {
    return (double) common / fewer >= share;
  }
}
