package org.lacis.lift.plain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.lacis.lift.Iris;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.Expression;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.ObjectMap;
import org.lacis.mapping.PredicateObjectMap;
import org.lacis.mapping.RefObjectMap;
import org.lacis.mapping.TermMap;
import org.lacis.mapping.TermType;
import org.lacis.mapping.TriplesMap;
import org.lacis.source.file.Lexical;
import org.lacis.source.plain.NotPlainException;
import org.lacis.source.plain.PlainCsv;
import org.lacis.source.plain.PlainJson;
import org.lacis.source.plain.PlainRow;
import org.lacis.source.plain.PlainTable;
import org.lacis.source.plain.PlainXml;
import org.lacis.vocabulary.Place;

/// Compiles a mapping to bytes, where that can be done.
final class PlainCompiler {
  private static final String CSV = "http://w3id.org/rml/CSV";
  private static final String JSON = "http://w3id.org/rml/JSONPath";
  private static final String XPATH = "http://w3id.org/rml/XPath";
  private static final byte[][] NO_TAILS = {};
  private static final Set<String> OPTIONS = Set.of("delimiter");

  private final MappingDocument document;
  private final LiftSettings settings;
  private final byte[] end;
  private final int pieceSize;
  private final Map<LogicalSource, Table> tables = new LinkedHashMap<>();
  private final Map<String, TriplesMap> maps = new LinkedHashMap<>();
  private final Map<String, PlainMap> compiled = new HashMap<>();
  private final Set<Said> shared = new HashSet<>();
  private int joins;

  /// A table and the maps over it.
  ///
  /// @param used the columns that they speak of
  record Table(PlainTable content, List<PlainMap> maps, BitSet used) {}

  /// A predicate of a map.
  private record Said(String map, Node predicate) {}

  /// @param end what stands behind every object
  /// @param pieceSize bytes of a file that a thread takes at a time
  PlainCompiler(MappingDocument document, LiftSettings settings, byte[] end, int pieceSize) {
    this.end = end;
    this.document = document;
    this.settings = settings;
    this.pieceSize = pieceSize;
  }

  /// @throws NotPlainException when something in it is not for bytes
  List<Table> tables() throws IOException, NotPlainException {
    for (TriplesMap map : document.triplesMaps()) {
      maps.put(map.name(), map);
      Table table = table(map.source());
      require(map.subject().graphs().isEmpty(), "graphs");
      require(map.asserted(), "triples that are not said");
      PlainMap plain =
          new PlainMap(
              map.shortName(), term(map.subject().term(), map, table), table.content().estimate());
      compiled.put(map.name(), plain);
      table.maps().add(plain);
    }
    findShared();
    for (TriplesMap map : document.triplesMaps()) {
      properties(map);
    }
    return List.copyOf(tables.values());
  }

  /// The maps in the order of the document.
  List<PlainMap> maps() {
    return document.triplesMaps().stream().map(map -> compiled.get(map.name())).toList();
  }

  private static void require(boolean plain, String what) throws NotPlainException {
    if (!plain) {
      throw new NotPlainException(what);
    }
  }

  // ---- sources

  private static LogicalSource key(LogicalSource source) {
    return source.at(Place.of(""));
  }

  private Table table(LogicalSource source) throws IOException, NotPlainException {
    LogicalSource key = key(source);
    Table known = tables.get(key);
    if (known == null) {
      known = new Table(open(source), new ArrayList<>(), new BitSet());
      tables.put(key, known);
    }
    return known;
  }

  private PlainTable open(LogicalSource source) throws IOException, NotPlainException {
    require(source.kind() == LogicalSource.Kind.FILE, "a source that is no file");
    require(source.compression().isEmpty(), "a packed file");
    require(
        source.encoding().isEmpty() || source.encoding().equalsIgnoreCase("UTF-8"), "an encoding");
    List<Path> bound = settings.files().getOrDefault(source.location(), List.of());
    require(bound.size() <= 1, "several files");
    String location = bound.isEmpty() ? source.location() : bound.getFirst().toString();
    require(!location.startsWith("file:"), "an address of a file");
    Path file = settings.folder().resolve(location);
    require(Files.isRegularFile(file), "no file");
    return switch (source.formulation()) {
      case CSV -> csv(source, file, location);
      case JSON -> {
        require(source.options().isEmpty(), "options of the source");
        yield PlainJson.open(file, source.iterator(), source.nulls(), pieceSize);
      }
      case XPATH -> {
        require(source.options().isEmpty(), "options of the source");
        yield PlainXml.open(file, source.iterator(), source.nulls(), pieceSize);
      }
      default -> throw new NotPlainException("a format that is not read as bytes");
    };
  }

  private PlainTable csv(LogicalSource source, Path file, String location)
      throws IOException, NotPlainException {
    require(source.iterator().isEmpty(), "an iterator");
    require(OPTIONS.containsAll(source.options().keySet()), "options of the source");
    String delimiter =
        source
            .options()
            .getOrDefault(
                "delimiter",
                location.toLowerCase(java.util.Locale.ROOT).endsWith(".tsv") ? "\t" : ",");
    require(delimiter.length() == 1 && delimiter.charAt(0) < 128, "a delimiter");
    require("\"\r\n".indexOf(delimiter.charAt(0)) < 0, "a delimiter");
    return PlainCsv.open(file, delimiter.charAt(0), source.nulls(), pieceSize);
  }

  // ---- what may be said twice

  /// Properties of which two maps, or one map twice, may say the same.
  private void findShared() throws NotPlainException {
    record Known(String map, PlainTerm subject) {}
    Map<Node, List<Known>> said = new HashMap<>();
    for (TriplesMap map : document.triplesMaps()) {
      PlainTerm subject = plain(map.name()).subject;
      for (Node predicate : predicates(map)) {
        List<Known> others = said.computeIfAbsent(predicate, _ -> new ArrayList<>());
        for (Known other : others) {
          if (other.map().equals(map.name()) || mayMeet(other.subject(), subject)) {
            shared.add(new Said(other.map(), predicate));
            shared.add(new Said(map.name(), predicate));
          }
        }
        others.add(new Known(map.name(), subject));
      }
    }
  }

  private PlainMap plain(String name) throws NotPlainException {
    PlainMap map = compiled.get(name);
    if (map == null) {
      throw new NotPlainException("no triples map " + name);
    }
    return map;
  }

  /// The predicates of a map, each as often as it says it.
  private static List<Node> predicates(TriplesMap map) throws NotPlainException {
    List<Node> all = new ArrayList<>();
    map.subject().classes().forEach(_ -> all.add(RDF.Nodes.type));
    for (PredicateObjectMap pom : map.predicateObjectMaps()) {
      for (TermMap predicate : pom.predicates()) {
        for (int i = 0; i < pom.objects().size(); i++) {
          all.add(constant(predicate));
        }
      }
    }
    return all;
  }

  private static Node constant(TermMap map) throws NotPlainException {
    require(map.condition().isEmpty() && map.targets().isEmpty(), "a condition or a target");
    if (map.expression() instanceof Expression.Constant(Node node) && !node.isBlank()) {
      return node;
    }
    throw new NotPlainException("a predicate that is no constant");
  }

  /// Whether two subjects may be equal: what they begin with does not tell them apart.
  private static boolean mayMeet(PlainTerm one, PlainTerm other) {
    byte[] a = one.beginning();
    byte[] b = other.beginning();
    if (one.constant() && other.constant()) {
      return Arrays.equals(a, b);
    }
    int common = Math.min(a.length, b.length);
    return Arrays.equals(a, 0, common, b, 0, common);
  }

  // ---- properties

  private void properties(TriplesMap map) throws IOException, NotPlainException {
    PlainMap plain = plain(map.name());
    Table table = table(map.source());
    for (Node type : map.subject().classes()) {
      boolean twice = shared.contains(new Said(map.name(), RDF.Nodes.type));
      plain.add(own(around(RDF.Nodes.type), twice, fixed(type)));
    }
    for (PredicateObjectMap pom : map.predicateObjectMaps()) {
      require(pom.graphs().isEmpty() && pom.condition().isEmpty(), "graphs or a condition");
      for (TermMap predicateMap : pom.predicates()) {
        Node predicate = constant(predicateMap);
        byte[] bytes = around(predicate);
        boolean twice = shared.contains(new Said(map.name(), predicate));
        for (ObjectMap object : pom.objects()) {
          plain.add(
              switch (object) {
                case TermMap term -> own(bytes, twice, term(term, map, table));
                case RefObjectMap ref -> reference(bytes, twice, map, ref, table);
              });
        }
      }
    }
  }

  private PlainProperty.Own own(byte[] predicate, boolean twice, PlainTerm object) {
    return new PlainProperty.Own(twice, object, object.within(predicate, end));
  }

  private static byte[] around(Node predicate) {
    Bytes bytes = new Bytes(64);
    bytes.put(new byte[] {' '});
    bytes.put(NQuadsWriter.bytes(predicate));
    bytes.put(new byte[] {' '});
    return Arrays.copyOf(bytes.array, bytes.end);
  }

  private PlainProperty reference(
      byte[] predicate, boolean twice, TriplesMap child, RefObjectMap ref, Table table)
      throws IOException, NotPlainException {
    TriplesMap parent = maps.get(ref.parent());
    if (parent == null) {
      throw new NotPlainException("a parent that is no triples map");
    }
    Table other = table(parent.source());
    PlainMap plainParent = plain(ref.parent());
    int[] childColumns = new int[ref.joins().size()];
    int[] parentColumns = new int[childColumns.length];
    for (int i = 0; i < childColumns.length; i++) {
      childColumns[i] = column(ref.joins().get(i).child(), table);
      parentColumns[i] = column(ref.joins().get(i).parent(), other);
    }
    boolean sameRow =
        childColumns.length == 0
            || (table.equals(other) && joinsItself(child, childColumns, parentColumns));
    if (sameRow) {
      require(table.equals(other), "no condition between two sources");
      return new PlainProperty.SameRow(predicate, twice, table.maps().indexOf(plainParent));
    }
    Subjects subjects = new Subjects(parentColumns);
    plainParent.feeds.add(subjects);
    return new PlainProperty.Joined(predicate, twice, childColumns, subjects, joins++);
  }

  /// Whether a join of a table with itself gives the pairs that its rows hold already: both sides
  /// are the same columns, and the child's subject is made of exactly those. Then every child that
  /// joins with a parent has the subject that the parent's own row gives.
  private boolean joinsItself(TriplesMap child, int[] childColumns, int[] parentColumns)
      throws NotPlainException {
    int[] subject = plain(child.name()).subject.columns().clone();
    int[] sides = childColumns.clone();
    Arrays.sort(subject);
    Arrays.sort(sides);
    return Arrays.equals(childColumns, parentColumns)
        && Arrays.equals(
            Arrays.stream(subject).distinct().toArray(), Arrays.stream(sides).distinct().toArray());
  }

  private static int column(TermMap side, Table table) throws NotPlainException {
    require(side.condition().isEmpty(), "a condition");
    if (side.expression() instanceof Expression.Reference(String name)) {
      return column(name, table);
    }
    throw new NotPlainException("a join of more than columns");
  }

  private static int column(String name, Table table) throws NotPlainException {
    int column = table.content().column(name);
    table.used().set(column);
    return column;
  }

  // ---- terms

  private static PlainTerm fixed(Node node) {
    return new PlainTerm(
        PlainTerm.Hole.IN_LITERAL,
        new byte[][] {NQuadsWriter.bytes(node)},
        new int[0],
        new byte[0],
        Optional.empty(),
        NO_TAILS);
  }

  private PlainTerm term(TermMap map, TriplesMap of, Table table) throws NotPlainException {
    require(map.condition().isEmpty() && map.targets().isEmpty(), "a condition or a target");
    return switch (map.expression()) {
      case Expression.Constant(Node node) -> {
        require(!node.isBlank(), "a blank node");
        yield fixed(node);
      }
      case Expression.Reference(String name) ->
          filled(map, of, List.of("", ""), new int[] {column(name, table)}, false);
      case Expression.Template(List<Expression.Part> parts) -> {
        List<String> texts = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Expression.Part part : parts) {
          switch (part) {
            case Expression.Text(String piece) -> text.append(piece);
            case Expression.Hole(String name) -> {
              texts.add(text.toString());
              text.setLength(0);
              columns.add(column(name, table));
            }
          }
        }
        texts.add(text.toString());
        yield filled(map, of, texts, columns.stream().mapToInt(Integer::intValue).toArray(), true);
      }
      case Expression.Fresh _, Expression.Function _, Expression.Gathered _, Expression.Quoted _ ->
          throw new NotPlainException("an expression that is no text and columns");
    };
  }

  private PlainTerm filled(
      TermMap map, TriplesMap of, List<String> texts, int[] columns, boolean template)
      throws NotPlainException {
    return switch (map.type()) {
      case LITERAL -> literal(map, texts, columns, template);
      case IRI, URI -> iri(map, of, texts, columns, template);
      case UNSAFE_IRI, UNSAFE_URI, BLANK_NODE, TRIPLE_TERM ->
          throw new NotPlainException("a term of type " + map.type());
    };
  }

  private static PlainTerm literal(TermMap map, List<String> texts, int[] columns, boolean template)
      throws NotPlainException {
    Optional<PlainType> datatype = Optional.empty();
    Node empty;
    if (map.language().isPresent()) {
      Node tag = tag(map.language().orElseThrow());
      empty = NodeFactory.createLiteralLang("", tag.getLiteralLexicalForm());
    } else if (map.datatype().isPresent()) {
      String iri = constant(map.datatype().orElseThrow()).getURI();
      RDFDatatype type = TypeMapper.getInstance().getSafeTypeByName(iri);
      require(
          !template
              || columns.length == 0
              || type.equals(org.apache.jena.datatypes.xsd.XSDDatatype.XSDstring),
          "a typed template");
      datatype = Optional.of(PlainType.of(type));
      empty = NodeFactory.createLiteralDT("", type);
    } else {
      empty = NodeFactory.createLiteralString("");
    }
    byte[] whole = NQuadsWriter.bytes(empty);
    byte[][] pieces = new byte[texts.size()][];
    for (int i = 0; i < pieces.length; i++) {
      byte[] text = NQuadsWriter.bytes(NodeFactory.createLiteralString(texts.get(i)));
      byte[] inner = Arrays.copyOfRange(text, 1, text.length - 1);
      Bytes piece = new Bytes(inner.length + whole.length);
      if (i == 0) {
        piece.put(whole, 0, 1);
      }
      piece.put(inner);
      if (i == pieces.length - 1) {
        piece.put(whole, 1, whole.length);
      }
      pieces[i] = Arrays.copyOf(piece.array, piece.end);
    }
    boolean natural = !template && map.language().isEmpty() && map.datatype().isEmpty();
    return new PlainTerm(
        PlainTerm.Hole.IN_LITERAL,
        pieces,
        columns,
        new byte[0],
        datatype,
        natural ? tails() : NO_TAILS);
  }

  /// What stands behind a value of each nature.
  private static byte[][] tails() {
    byte[][] tails = new byte[4][];
    tails[PlainRow.TEXT] = new byte[] {'"'};
    tails[PlainRow.INTEGER] = tail(Lexical.INTEGER);
    tails[PlainRow.DOUBLE] = tail(Lexical.DOUBLE);
    tails[PlainRow.BOOLEAN] = tail(Lexical.BOOLEAN);
    return tails;
  }

  private static byte[] tail(String datatype) {
    return ("\"^^<" + datatype + '>').getBytes(StandardCharsets.UTF_8);
  }

  private static Node tag(TermMap language) throws NotPlainException {
    Node tag = constant(language);
    require(tag.isLiteral(), "a language that is no text");
    return tag;
  }

  private PlainTerm iri(
      TermMap map, TriplesMap of, List<String> texts, int[] columns, boolean template)
      throws NotPlainException {
    String base = of.baseIri().isEmpty() ? settings.baseIri() : of.baseIri();
    byte[][] pieces = new byte[texts.size()][];
    String before = "";
    if (template) {
      String first = texts.getFirst();
      if (!Iris.absolute(first)) {
        boolean relative =
            !first.isEmpty() || !texts.get(Math.min(1, columns.length)).startsWith(":");
        require(relative, "a template whose scheme is a column");
        before = base;
      }
    }
    for (int i = 0; i < pieces.length; i++) {
      require(Iris.bad(texts.get(i)) < 0, "a template that is no IRI");
      String text =
          (i == 0 ? "<" + before : "") + texts.get(i) + (i == pieces.length - 1 ? ">" : "");
      pieces[i] = text.getBytes(StandardCharsets.UTF_8);
    }
    PlainTerm.Hole hole =
        !template
            ? PlainTerm.Hole.WHOLE_IRI
            : map.type() == TermType.URI ? PlainTerm.Hole.IN_URI : PlainTerm.Hole.IN_IRI;
    return new PlainTerm(
        hole, pieces, columns, base.getBytes(StandardCharsets.UTF_8), Optional.empty(), NO_TAILS);
  }
}
