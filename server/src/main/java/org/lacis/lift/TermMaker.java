package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.geometry.Wkt;
import org.lacis.mapping.LanguageTags;
import org.lacis.source.Value;
import org.lacis.vocabulary.Place;

/// Makes the RDF terms of a term map for the record at hand; empty when there is none.
sealed interface TermMaker {

  List<Node> make(Row row);

  /// The same terms for every record.
  record Fixed(List<Node> nodes) implements TermMaker {
    public Fixed {
      nodes = List.copyOf(nodes);
    }

    @Override
    public List<Node> make(Row row) {
      return nodes;
    }
  }

  /// A blank node of its own for every record.
  record Fresh(BlankNodes blanks) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      return List.of(blanks.fresh());
    }
  }

  /// Blank nodes named by a value: equal values give the same node within one run.
  record Blank(ValueMaker values, BlankNodes blanks) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Node> nodes = new ArrayList<>(1);
      for (Value value : values.make(row)) {
        nodes.add(blanks.of(text(value)));
      }
      return nodes;
    }
  }

  /// IRIs of a template whose fixed text is sound: nothing is left to check.
  ///
  /// @param prefix the base, when the template is relative
  record Template(ValueMaker.Filled template, String prefix) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<String> texts = template.texts(row);
      if (texts.size() == 1) {
        return List.of(NodeFactory.createURI(prefix.concat(texts.getFirst())));
      }
      List<Node> nodes = new ArrayList<>(texts.size());
      for (String text : texts) {
        nodes.add(NodeFactory.createURI(prefix.concat(text)));
      }
      return nodes;
    }
  }

  /// IRIs of values that may be anything: resolved against the base and checked.
  record Named(ValueMaker values, String base, boolean checked) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Value> found = values.make(row);
      if (found.isEmpty()) {
        return List.of();
      }
      List<Node> nodes = new ArrayList<>(found.size());
      for (Value value : found) {
        String iri = text(value);
        iri = Iris.absolute(iri) ? iri : base.concat(iri);
        int bad = checked ? Iris.bad(iri) : -1;
        if (bad < 0) {
          nodes.add(NodeFactory.createURI(iri));
        } else {
          row.fail(
              "lift.invalid-iri",
              values.label(),
              iri,
              "an IRI; '"
                  + iri.substring(bad, iri.offsetByCodePoints(bad, 1))
                  + "' may not stand"
                  + " in one",
              "Write it with rml:template, which encodes values, or clean it with a function.");
        }
      }
      return nodes;
    }
  }

  /// Literals with the natural datatype of the value.
  record Natural(ValueMaker values, Datatypes datatypes) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Value> found = values.make(row);
      if (found.size() == 1) {
        return List.of(literal(found.getFirst()));
      }
      List<Node> nodes = new ArrayList<>(found.size());
      for (Value value : found) {
        nodes.add(literal(value));
      }
      return nodes;
    }

    private Node literal(Value value) {
      return switch (value) {
        case Value.Text(String lexical, String datatype) ->
            datatype.isEmpty()
                ? NodeFactory.createLiteralString(lexical)
                : NodeFactory.createLiteralDT(lexical, datatypes.of(datatype));
        case Value.Shape(var geometry) ->
            NodeFactory.createLiteralDT(Wkt.write(geometry), datatypes.wkt());
      };
    }
  }

  /// Literals of one datatype.
  record Typed(ValueMaker values, RDFDatatype datatype, Datatypes datatypes) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Value> found = values.make(row);
      List<Node> nodes = new ArrayList<>(found.size());
      for (Value value : found) {
        datatypes.literal(text(value), datatype, values.label(), row, nodes);
      }
      return nodes;
    }
  }

  /// Literals whose datatype is a term of the record too.
  record DynamicallyTyped(ValueMaker values, TermMaker type, Datatypes datatypes)
      implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Node> nodes = new ArrayList<>();
      for (Value value : values.make(row)) {
        for (Node datatype : type.make(row)) {
          datatypes.literal(
              text(value), datatypes.of(datatype.getURI()), values.label(), row, nodes);
        }
      }
      return nodes;
    }
  }

  /// Literals with a language tag.
  record Tagged(ValueMaker values, ValueMaker language) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      List<Node> nodes = new ArrayList<>(1);
      for (Value value : values.make(row)) {
        for (Value tag : language.make(row)) {
          String word = text(tag);
          if (language instanceof ValueMaker.Fixed || LanguageTags.valid(word)) {
            nodes.add(NodeFactory.createLiteralLang(text(value), word));
          } else {
            row.fail(
                "lift.invalid-language",
                language.label(),
                word,
                "a language tag of BCP 47",
                "Give tags such as fr, en or pt-BR; rml:null and rml:condition can leave others"
                    + " out.");
          }
        }
      }
      return nodes;
    }
  }

  /// Lists or containers as subjects: one for all graphs of the subject.
  record GatheredSubject(MapWorker worker, Gatherer gatherer, QuadSink sink) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      Optional<Gatherer.Taken> taken = gatherer.take(row);
      if (taken.isEmpty()) {
        return List.of();
      }
      Set<Node> graphs = worker.subjectGraphs(row);
      QuadSink all =
          (_, subject, predicate, object) ->
              graphs.forEach(graph -> sink.quad(graph, subject, predicate, object));
      return gatherer.build(taken.get(), graphs.iterator().next(), false, all);
    }
  }

  /// The triples of another triples map as terms.
  ///
  /// @param sides the child's expressions; empty when the triples come from the same record
  record Quoted(MapWorker quoted, List<ValueMaker> sides, JoinIndex index) implements TermMaker {
    public Quoted {
      sides = List.copyOf(sides);
    }

    @Override
    public List<Node> make(Row row) {
      if (sides.isEmpty()) {
        return quoted.triples(row);
      }
      List<Node> nodes = new ArrayList<>();
      for (Object key : JoinIndex.keys(sides, row)) {
        nodes.addAll(index.find(key));
      }
      return nodes;
    }
  }

  /// Terms only where a condition holds.
  record Guarded(ValueMaker condition, TermMaker then) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      return ValueMaker.holds(condition, row) ? then.make(row) : List.of();
    }
  }

  /// Terms of values that may be no fit ones: what is found then names the line of the term map.
  record Placed(Place place, TermMaker then) implements TermMaker {
    @Override
    public List<Node> make(Row row) {
      Place before = row.workAt(place);
      List<Node> made = then.make(row);
      row.backTo(before);
      return made;
    }
  }

  /// The text of a value; of a shape its WKT.
  static String text(Value value) {
    return switch (value) {
      case Value.Text(String lexical, _) -> lexical;
      case Value.Shape(var geometry) -> Wkt.write(geometry);
    };
  }
}
