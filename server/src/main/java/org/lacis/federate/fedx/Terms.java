package org.lacis.federate.fedx;

import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.eclipse.rdf4j.model.BNode;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.impl.MapBindingSet;

/// Terms and rows of Jena as those of RDF4J, and back.
final class Terms {
  private static final ValueFactory VALUES = SimpleValueFactory.getInstance();

  private Terms() {}

  static Value value(Node node) {
    if (node.isURI()) {
      return VALUES.createIRI(node.getURI());
    }
    if (node.isBlank()) {
      return VALUES.createBNode(node.getBlankNodeLabel());
    }
    if (!node.isLiteral()) {
      throw new IllegalArgumentException("no term of RDF 1.1: " + node);
    }
    String text = node.getLiteralLexicalForm();
    String language = node.getLiteralLanguage();
    return language.isEmpty()
        ? VALUES.createLiteral(text, VALUES.createIRI(node.getLiteralDatatypeURI()))
        : VALUES.createLiteral(text, language);
  }

  static Node node(Value value) {
    return switch (value) {
      case IRI iri -> NodeFactory.createURI(iri.stringValue());
      case BNode blank -> NodeFactory.createBlankNode(blank.getID());
      case Literal literal ->
          literal
              .getLanguage()
              .map(language -> NodeFactory.createLiteralLang(literal.getLabel(), language))
              .orElseGet(() ->
                  NodeFactory.createLiteralDT(
                      literal.getLabel(),
                      TypeMapper.getInstance()
                          .getSafeTypeByName(literal.getDatatype().stringValue())));
      default -> throw new IllegalArgumentException("no term of RDF 1.1: " + value);
    };
  }

  static BindingSet values(Binding row) {
    MapBindingSet set = new MapBindingSet(row.size());
    row.forEach((variable, node) -> set.addBinding(variable.getVarName(), value(node)));
    return set;
  }

  static Binding row(BindingSet set) {
    BindingBuilder row = BindingFactory.builder();
    set.forEach(one -> row.add(Var.alloc(one.getName()), node(one.getValue())));
    return row.build();
  }
}
