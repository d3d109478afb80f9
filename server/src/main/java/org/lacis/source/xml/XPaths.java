package org.lacis.source.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.s9api.DocumentBuilder;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XPathSelector;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import org.lacis.source.SourceException;
import org.lacis.source.Value;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Compiles and evaluates paths over one file's nodes.
final class XPaths {
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "\\.\\.|^\\s*/|[(,|\\[]\\s*/|(?:ancestor|parent|preceding|following)(?:-[a-z-]+)?\\s*::"
              + "|\\b(?:root|position|last|id|path)\\s*\\(");

  private final String source;
  private final Processor processor = new Processor(false);
  private final XPathCompiler compiler;

  /// @param namespaces by prefix
  XPaths(String source, Map<String, String> namespaces) {
    this.source = source;
    // A path must not open files or addresses.
    processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
    processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
    this.compiler = processor.newXPathCompiler();
    namespaces.forEach(compiler::declareNamespace);
  }

  /// Whether a path may look at what is around the element.
  static boolean looksOutside(String path) {
    return OUTSIDE.matcher(path).find();
  }

  DocumentBuilder builder() {
    return processor.newDocumentBuilder();
  }

  /// The path, ready.
  ///
  /// @throws SourceException `source.bad-path`
  XPathSelector compile(String path) {
    try {
      compiler.setRequiredContextItemType(ItemType.ANY_NODE);
      return compiler.compile(path).load();
    } catch (SaxonApiException cause) {
      throw new SourceException(
          Finding.violation(
              "source.bad-path",
              Place.of(source),
              path,
              "an XPath whose prefixes are declared",
              "Mend the path: " + cause.getMessage()),
          cause);
    }
  }

  /// What a path gives on a node.
  static List<XdmItem> items(XPathSelector path, XdmNode on) throws SaxonApiException {
    path.setContextItem(on);
    List<XdmItem> items = new ArrayList<>(1);
    path.evaluate().forEach(items::add);
    return items;
  }

  /// The values of an item: string values of nodes, typed ones of what was computed.
  static List<Value> value(XdmItem item, ValueRules rules) throws SaxonApiException {
    if (!(item instanceof XdmAtomicValue atom)) {
      return rules.text(item.getStringValue());
    }
    return switch (atom.getPrimitiveTypeName().getLocalName()) {
      case "boolean" -> rules.typed(atom.getStringValue(), Lexical.BOOLEAN);
      case "integer" -> rules.typed(atom.getStringValue(), Lexical.INTEGER);
      case "decimal" -> rules.typed(Lexical.ofDecimal(atom.getDecimalValue()), Lexical.DECIMAL);
      case "double", "float" ->
          rules.typed(Lexical.ofDouble(atom.getDoubleValue()), Lexical.DOUBLE);
      default -> rules.text(atom.getStringValue());
    };
  }
}
