package org.lacis.federate;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Numbers of keys as terms of a question.
final class Keys {
  private Keys() {}

  static Node number(int number) {
    return NodeFactory.createLiteralDT(Integer.toString(number), XSDDatatype.XSDinteger);
  }

  /// @return negative for what is none of them
  static int of(Node node) {
    if (node == null || !node.isLiteral()) {
      return -1;
    }
    String said = node.getLiteralLexicalForm();
    return said.matches("\\d{1,9}") ? Integer.parseInt(said) : -1;
  }
}
