package org.lacis.app;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.resultset.RDFOutput;
import org.apache.jena.sparql.util.Context;
import org.lacis.query.Table;

/// Writes tables of answers.
final class RowSets {
  private static final int WIDEST = 60;

  private RowSets() {}

  static void write(Table table, PrintStream out, QueryCommand.Format format, Query query) {
    switch (format) {
      case TABLE -> text(table, out, query.getPrefixMapping());
      case CSV -> write(table, out, ResultSetLang.RS_CSV);
      case JSON -> write(table, out, ResultSetLang.RS_JSON);
      case TTL -> graph(table, out);
    }
  }

  private static void write(Table table, PrintStream out, Lang lang) {
    RowSetWriter writer = RowSetWriterRegistry.getFactory(lang).create(lang);
    List<Var> columns = table.columns().stream().map(Var::alloc).toList();
    RowSet rows = RowSetStream.create(columns, table.rows().iterator());
    writer.write(out, rows, Context.emptyContext());
  }

  /// The rows in the result set vocabulary of the DAWG tests, which is how RDF tools exchange
  /// tables.
  private static void graph(Table table, PrintStream out) {
    List<Var> columns = table.columns().stream().map(Var::alloc).toList();
    RowSet rows = RowSetStream.create(columns, table.rows().iterator());
    Model model = RDFOutput.encodeAsModel(ResultSet.adapt(rows));
    RDFDataMgr.write(out, model, Lang.TURTLE);
  }

  private static void text(Table table, PrintStream out, PrefixMapping prefixes) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> line = new ArrayList<>();
      for (String column : table.columns()) {
        line.add(show(table.value(row, column), prefixes));
      }
      lines.add(line);
    }
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    lines.forEach(line -> out.println(line(line, widths)));
    out.println(Words.count(table.rows().size(), "row"));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      words.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
    }
    return words.toString().stripTrailing();
  }

  private static String show(Optional<Node> value, PrefixMapping prefixes) {
    if (value.isEmpty()) {
      return "";
    }
    Node node = value.get();
    if (!node.isLiteral()) {
      return iri(node, prefixes);
    }
    String words = plain(node).replaceAll("\\s+", " ");
    return words.length() <= WIDEST ? words : words.substring(0, WIDEST - 1) + "…";
  }

  /// Numbers without an exponent, everything else as it is written.
  private static String plain(Node literal) {
    String lexical = literal.getLiteralLexicalForm();
    boolean binary =
        literal.getLiteralDatatype().equals(XSDDatatype.XSDdouble)
            || literal.getLiteralDatatype().equals(XSDDatatype.XSDfloat);
    if (!binary || !lexical.matches("[-+0-9.eE]+")) {
      return lexical;
    }
    BigDecimal number = new BigDecimal(lexical).stripTrailingZeros();
    return number.precision() - number.scale() > 15 || number.scale() > 18
        ? lexical
        : number.toPlainString();
  }

  private static String iri(Node node, PrefixMapping prefixes) {
    if (!node.isURI()) {
      return NodeFmtLib.strNT(node);
    }
    String compact = prefixes.qnameFor(node.getURI());
    return compact != null ? compact : node.getURI();
  }
}
