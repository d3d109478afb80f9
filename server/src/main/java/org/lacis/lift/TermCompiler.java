package org.lacis.lift;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.mapping.Expression;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.TermMap;
import org.lacis.mapping.TermType;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Turns term maps into makers of terms.
final class TermCompiler {
  private final ValueCompiler values;
  private final String base;
  private final BlankNodes blanks;
  private final Datatypes datatypes;

  /// Knows the other triples maps.
  interface Others {
    /// The maker of quoted triples for a term map of the compiler's triples map.
    TermMaker quoted(Expression.Quoted quoted, TermCompiler child);
  }

  private final Others others;

  TermCompiler(
      References references, String base, BlankNodes blanks, Datatypes datatypes, Others others) {
    this.others = others;
    this.values = new ValueCompiler(references);
    this.base = base;
    this.blanks = blanks;
    this.datatypes = datatypes;
  }

  ValueCompiler values() {
    return values;
  }

  TermMaker term(TermMap map) {
    TermMaker maker = unguarded(map);
    return map.condition()
        .<TermMaker>map(condition -> new TermMaker.Guarded(values.values(condition), maker))
        .orElse(maker);
  }

  private TermMaker unguarded(TermMap map) {
    return switch (map.expression()) {
      case Expression.Constant(Node node) ->
          new TermMaker.Fixed(List.of(node.isBlank() ? blanks.of("c" + node) : node));
      case Expression.Fresh() -> new TermMaker.Fresh(blanks);
      case Expression.Template template -> placed(map, ofTemplate(map, template));
      case Expression.Reference _, Expression.Function _ -> placed(map, ofValue(map));
      case Expression.Quoted quoted -> others.quoted(quoted, this);
      case Expression.Gathered gathered -> throw gatheredAt(gathered.place());
    };
  }

  /// Plain text is always a fit value.
  private static TermMaker placed(TermMap map, TermMaker maker) {
    boolean fit =
        maker instanceof TermMaker.Template
            || (maker instanceof TermMaker.Natural
                && map.expression() instanceof Expression.Reference);
    return fit ? maker : new TermMaker.Placed(map.place(), maker);
  }

  private static MappingException gatheredAt(Place place) {
    return new MappingException(
        Finding.violation(
            "lift.no-value",
            place,
            "a list where one value is wanted",
            "an expression with a value",
            "Gather in a subject map or an object map."));
  }

  /// What names the lists of a gather map.
  TermMaker name(TermMap map, Expression name) {
    return unguarded(
        new TermMap(
            map.place(), name, map.type(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private TermMaker ofTemplate(TermMap map, Expression.Template template) {
    return map.type().named() ? iri(map, template) : ofValue(map);
  }

  private TermMaker ofValue(TermMap map) {
    ValueMaker maker = values.values(map.expression(), map.place(), Iris.Encoding.NONE);
    return switch (map.type()) {
      case IRI, URI -> new TermMaker.Named(maker, base, true);
      case UNSAFE_IRI, UNSAFE_URI -> new TermMaker.Named(maker, base, false);
      case BLANK_NODE -> new TermMaker.Blank(maker, blanks);
      case LITERAL -> literal(map, maker);
      case TRIPLE_TERM ->
          throw new IllegalStateException("a value as triple term at " + map.place());
    };
  }

  private TermMaker literal(TermMap map, ValueMaker maker) {
    if (map.language().isPresent()) {
      return new TermMaker.Tagged(maker, values.values(map.language().get()));
    }
    if (map.datatype().isEmpty()) {
      return new TermMaker.Natural(maker, datatypes);
    }
    TermMaker datatype = term(map.datatype().get());
    return datatype instanceof TermMaker.Fixed(List<Node> one)
        ? new TermMaker.Typed(maker, datatypes.of(one.getFirst().getURI()), datatypes)
        : new TermMaker.DynamicallyTyped(maker, datatype, datatypes);
  }

  private TermMaker iri(TermMap map, Expression.Template template) {
    Iris.Encoding encoding = encoding(map.type());
    ValueMaker.Filled filled = values.filled(template, map.place(), encoding);
    boolean checked = map.type() == TermType.IRI || map.type() == TermType.URI;
    if (checked) {
      filled.texts().forEach(text -> checkText(text, map.place()));
    }
    String first = filled.texts().getFirst();
    if (Iris.absolute(first)) {
      return new TermMaker.Template(filled, "");
    }
    boolean relative =
        !first.isEmpty() || !filled.texts().get(Math.min(1, filled.holes().size())).startsWith(":");
    return relative && checked
        ? new TermMaker.Template(filled, base)
        : new TermMaker.Named(filled, base, checked);
  }

  private static Iris.Encoding encoding(TermType type) {
    return switch (type) {
      case IRI -> Iris.Encoding.IRI;
      case URI -> Iris.Encoding.URI;
      case UNSAFE_IRI, BLANK_NODE, LITERAL, TRIPLE_TERM -> Iris.Encoding.NONE;
      case UNSAFE_URI -> Iris.Encoding.ASCII;
    };
  }

  private static void checkText(String text, Place place) {
    int bad = Iris.bad(text);
    if (bad >= 0) {
      throw new MappingException(
          Finding.violation(
              "lift.bad-template",
              place,
              '"' + text + '"',
              "text that may stand in an IRI; '" + text.charAt(bad) + "' may not",
              "Percent-encode it in the template, or give the term map rml:termType rml:Literal."));
    }
  }
}
