package org.lacis.mapping.legacy;

import java.util.Optional;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.LanguageTags;

/// Constants that say in several properties what one term says.
public final class Constants {
  private Constants() {}

  /// The literal with a constant language or datatype; language goes first.
  public static Node literal(String text, Optional<String> language, Optional<String> datatype) {
    if (language.filter(LanguageTags::valid).isPresent()) {
      return NodeFactory.createLiteralLang(text, language.get());
    }
    return datatype
        .map(iri ->
            NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(iri)))
        .orElseGet(() -> NodeFactory.createLiteralString(text));
  }

  /// The text as a template that has no reference.
  public static String template(String text) {
    return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
  }
}
