package org.lacis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/// Names in Lucene's files, one document a thing.
final class NameFiles implements AutoCloseable {
  /// What it says when it starts (which instructions of the processor it may use) is nobody's
  /// business here. Held, as the levels of loggers that nobody holds are forgotten.
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  static {
    LUCENE.setLevel(Level.SEVERE);
  }

  private static final String IRI = "iri";
  private static final String WORDS = "words";
  private static final String WHOLE = "whole";
  private static final String CODE = "code";
  private static final String KIND = "kind";
  private static final String SAID = "said";
  private static final String TWIN = "twin";
  private static final String SPOKEN = "spoken";

  /// A thing's own, exact name or code is what was meant.
  private static final float MEANT = 1_000;

  private static final float NAMED = 100;
  private static final float FINISHED = 4;

  /// What twins speak of comes before what is said about twins: graphs, rules, terms.
  private static final float SPOKEN_OF = 20;

  private final MMapDirectory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final AtomicBoolean changed = new AtomicBoolean();

  /// @param named empty when the thing has no name any more
  record Change(String iri, Optional<NameReader.Named> named) {}

  private NameFiles(MMapDirectory directory, IndexWriter writer) throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, null);
  }

  static NameFiles create(Path folder) {
    try {
      Files.createDirectories(folder);
      MMapDirectory directory = new MMapDirectory(folder);
      Analyzer analyzer = new StandardAnalyzer();
      IndexWriterConfig config = new IndexWriterConfig(analyzer);
      config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
      config.setRAMBufferSizeMB(32);
      config.setCommitOnClose(false);
      return new NameFiles(directory, new IndexWriter(directory, config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(NameReader.Named named) {
    try {
      writer.addDocument(document(named));
      changed.set(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void apply(List<Change> changes) {
    try {
      for (Change change : changes) {
        Term term = new Term(IRI, change.iri);
        if (change.named.isPresent()) {
          writer.updateDocument(term, document(change.named.get()));
        } else {
          writer.deleteDocuments(term);
        }
      }
      changed.set(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets searches see what was written.
  void refresh() {
    if (changed.getAndSet(false)) {
      try {
        searchers.maybeRefreshBlocking();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Document document(NameReader.Named named) {
    Document document = new Document();
    String iri = named.thing().getURI();
    document.add(new StringField(IRI, iri, Field.Store.YES));
    document.add(new SortedDocValuesField(IRI, new BytesRef(iri)));
    for (String name : named.names()) {
      List<String> words = Spelling.words(name);
      List<String> plain = Spelling.plain(name);
      text(document, words);
      if (!plain.equals(words)) {
        // « bd » is found by « bd », too, whatever it stands for
        text(document, plain);
      }
    }
    for (String code : named.codes()) {
      text(document, Spelling.plain(code));
      String bare = Spelling.code(code);
      if (!bare.isEmpty() && bare.length() < 1_000) {
        document.add(new StringField(CODE, bare, Field.Store.NO));
      }
    }
    named
        .kinds()
        .forEach(kind -> document.add(new StringField(KIND, kind.getURI(), Field.Store.NO)));
    named
        .said()
        .forEach(
            kind -> document.add(new SortedSetDocValuesField(SAID, new BytesRef(kind.getURI()))));
    if (!named.twins().isEmpty()) {
      document.add(new StringField(SPOKEN, SPOKEN, Field.Store.NO));
    }
    named
        .twins()
        .forEach(twin -> {
          document.add(new StringField(TWIN, twin, Field.Store.NO));
          document.add(new SortedSetDocValuesField(TWIN, new BytesRef(twin)));
        });
    return document;
  }

  private static void text(Document document, List<String> words) {
    String joined = String.join(" ", words);
    if (!joined.isEmpty()) {
      document.add(new TextField(WORDS, joined, Field.Store.NO));
      if (joined.length() < 1_000) {
        document.add(new StringField(WHOLE, joined, Field.Store.NO));
      }
    }
  }

  // ---- finding

  Found find(Sought sought, boolean complete) {
    refresh();
    List<String> words = Spelling.words(sought.words());
    List<String> plain = Spelling.plain(sought.words());
    if (words.isEmpty() && plain.isEmpty()) {
      return new Found(List.of(), 0, List.of(), List.of(), true, complete);
    }
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        Found exact = find(searcher, exactly(sought, words, plain), sought, true, complete);
        return exact.total() > 0 ? exact : find(searcher, nearly(words), sought, false, complete);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query exactly(Sought sought, List<String> words, List<String> plain) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    String code = Spelling.code(sought.words());
    if (!code.isEmpty()) {
      any.add(constant(new TermQuery(new Term(CODE, code)), MEANT), BooleanClause.Occur.SHOULD);
    }
    any.add(all(words), BooleanClause.Occur.SHOULD);
    if (!plain.equals(words)) {
      any.add(all(plain), BooleanClause.Occur.SHOULD);
    }
    return any.build();
  }

  /// Every word, the last one perhaps unfinished; a whole name that begins with them comes first.
  private static Query all(List<String> words) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (int i = 0; i < words.size(); i++) {
      Term term = new Term(WORDS, words.get(i));
      Query word = new BoostQuery(new TermQuery(term), FINISHED);
      if (i == words.size() - 1) {
        word =
            new BooleanQuery.Builder()
                .add(word, BooleanClause.Occur.SHOULD)
                .add(new PrefixQuery(term), BooleanClause.Occur.SHOULD)
                .build();
      }
      all.add(word, BooleanClause.Occur.MUST);
    }
    Term whole = new Term(WHOLE, String.join(" ", words));
    all.add(constant(new TermQuery(whole), NAMED), BooleanClause.Occur.SHOULD);
    all.add(constant(new PrefixQuery(whole), 2), BooleanClause.Occur.SHOULD);
    return all.build();
  }

  /// Words that differ in a letter, or two in long ones.
  private static Query nearly(List<String> words) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Term term = new Term(WORDS, word);
      int edits = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
      BooleanQuery.Builder like = new BooleanQuery.Builder();
      like.add(
          edits == 0 ? new TermQuery(term) : new FuzzyQuery(term, edits, 1),
          BooleanClause.Occur.SHOULD);
      if (i == words.size() - 1) {
        like.add(new PrefixQuery(term), BooleanClause.Occur.SHOULD);
      }
      all.add(like.build(), BooleanClause.Occur.MUST);
    }
    return all.build();
  }

  private static Query constant(Query query, float boost) {
    return new BoostQuery(new ConstantScoreQuery(query), boost);
  }

  private static Found find(
      IndexSearcher searcher, Query query, Sought sought, boolean exact, boolean complete)
      throws IOException {
    BooleanQuery.Builder filtered = new BooleanQuery.Builder();
    filtered.add(query, BooleanClause.Occur.MUST);
    filtered.add(
        constant(new TermQuery(new Term(SPOKEN, SPOKEN)), SPOKEN_OF), BooleanClause.Occur.SHOULD);
    sought
        .kind()
        .ifPresent(kind ->
            filtered.add(new TermQuery(new Term(KIND, kind.getURI())), BooleanClause.Occur.FILTER));
    sought
        .twin()
        .ifPresent(
            twin -> filtered.add(new TermQuery(new Term(TWIN, twin)), BooleanClause.Occur.FILTER));
    Query wanted = filtered.build();
    Shares shares = new Shares();
    searcher.search(wanted, shares);
    List<Node> things = new ArrayList<>();
    if (sought.most() > 0) {
      Sort best = new Sort(SortField.FIELD_SCORE, new SortField(IRI, SortField.Type.STRING));
      int deep = sought.from() + sought.most();
      TopFieldDocs top =
          searcher.search(wanted, new TopFieldCollectorManager(best, deep, Integer.MAX_VALUE));
      for (int i = sought.from(); i < top.scoreDocs.length; i++) {
        String iri = searcher.storedFields().document(top.scoreDocs[i].doc).get(IRI);
        things.add(NodeFactory.createURI(iri));
      }
    }
    return new Found(
        things,
        shares.total,
        shares.kinds.entrySet().stream()
            .map(one -> new Found.Share<>(NodeFactory.createURI(one.getKey()), one.getValue()))
            .sorted(order(share -> share.of().getURI()))
            .toList(),
        shares.twins.entrySet().stream()
            .map(one -> new Found.Share<>(one.getKey(), one.getValue()))
            .sorted(order(Found.Share::of))
            .toList(),
        exact,
        complete);
  }

  private static <T> Comparator<Found.Share<T>> order(Function<Found.Share<T>, String> name) {
    return Comparator.<Found.Share<T>>comparingLong(Found.Share::count)
        .reversed()
        .thenComparing(name);
  }

  /// Counts what was found by class and by twin.
  private static final class Shares extends SimpleCollector {
    private final Map<String, Long> kinds = new LinkedHashMap<>();
    private final Map<String, Long> twins = new LinkedHashMap<>();
    private long total;
    private Counted kind = Counted.NONE;
    private Counted twin = Counted.NONE;

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      kind = new Counted(DocValues.getSortedSet(context.reader(), SAID));
      twin = new Counted(DocValues.getSortedSet(context.reader(), TWIN));
    }

    @Override
    public void collect(int document) throws IOException {
      total++;
      kind.count(document);
      twin.count(document);
    }

    @Override
    public void finish() throws IOException {
      kind.into(kinds);
      twin.into(twins);
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  /// How often each value of a part of the index was met.
  private static final class Counted {
    private static final Counted NONE = new Counted(DocValues.emptySortedSet());

    private final SortedSetDocValues values;
    private final long[] counts;

    Counted(SortedSetDocValues values) {
      this.values = values;
      this.counts = new long[Math.toIntExact(values.getValueCount())];
    }

    void count(int document) throws IOException {
      if (values.advanceExact(document)) {
        for (int i = 0; i < values.docValueCount(); i++) {
          counts[Math.toIntExact(values.nextOrd())]++;
        }
      }
    }

    void into(Map<String, Long> shares) throws IOException {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          shares.merge(values.lookupOrd(i).utf8ToString(), counts[i], Long::sum);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      searchers.close();
      writer.rollback();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder with all that is in it, when it is there.
  static void discard(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
