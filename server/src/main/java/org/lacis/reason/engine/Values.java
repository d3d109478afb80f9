package org.lacis.reason.engine;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.datatypes.xsd.XSDDateTime;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/// Literals by their values (OWL 2 Profiles, table 8: dt-type2, dt-eq, dt-diff, dt-not-type).
final class Values {
  private static final String PLAIN = RDF.getURI() + "PlainLiteral";

  private Values() {}

  /// What two literals have in common when their values are equal; the literal itself when it has
  /// no value that we know.
  static Object key(Node literal) {
    RDFDatatype type = literal.getLiteralDatatype();
    if (PLAIN.equals(literal.getLiteralDatatypeURI())) {
      String text = literal.getLiteralLexicalForm();
      int at = text.lastIndexOf('@');
      if (at >= 0) {
        String words = text.substring(0, at);
        String language = text.substring(at + 1).toLowerCase(Locale.ROOT);
        return language.isEmpty() ? words : java.util.List.of(words, language);
      }
    }
    if (!literal.getLiteralLanguage().isEmpty()) {
      return java.util.List.of(
          literal.getLiteralLexicalForm(), literal.getLiteralLanguage().toLowerCase(Locale.ROOT));
    }
    if (!isWellFormed(literal)) {
      return literal;
    }
    return switch (literal.getLiteralValue()) {
      case String text when isText(type) -> text;
      case Float number -> java.util.List.of("float", number);
      case Double number -> java.util.List.of("double", number);
      case BigDecimal number -> number.stripTrailingZeros();
      case BigInteger number -> new BigDecimal(number).stripTrailingZeros();
      case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
      case Boolean truth -> truth;
      case XSDDateTime moment when XSDDatatype.XSDdateTime.equals(type) || isStamp(type) ->
          java.util.List.of(
              "moment", moment.asCalendar().getTimeInMillis(), moment.toString().endsWith("Z"));
      default -> literal;
    };
  }

  private static boolean isStamp(RDFDatatype type) {
    return XSDDatatype.XSDdateTimeStamp.equals(type);
  }

  private static boolean isText(RDFDatatype type) {
    return XSDDatatype.XSDstring.equals(type)
        || XSDDatatype.XSDnormalizedString.equals(type)
        || XSDDatatype.XSDtoken.equals(type)
        || XSDDatatype.XSDlanguage.equals(type)
        || XSDDatatype.XSDName.equals(type)
        || XSDDatatype.XSDNCName.equals(type)
        || XSDDatatype.XSDNMTOKEN.equals(type);
  }

  /// Whether a literal has a value, as far as we know its datatype.
  static boolean isWellFormed(Node literal) {
    String text = literal.getLiteralLexicalForm();
    String type = literal.getLiteralDatatypeURI();
    if (PLAIN.equals(type)) {
      int at = text.lastIndexOf('@');
      return at >= 0 && (at == text.length() - 1 || isLanguage(text.substring(at + 1)));
    }
    if (RDF.xmlLiteral.getURI().equals(type)) {
      return isXml(text);
    }
    return isBare(text, literal.getLiteralDatatype()) && literal.getLiteral().isWellFormed();
  }

  /// RDF leaves no blanks for a datatype to take away: what has them stands outside of its lexical
  /// space (RDF 1.1 Concepts, section 5).
  private static boolean isBare(String text, RDFDatatype type) {
    if (!(type instanceof XSDDatatype) || XSDDatatype.XSDstring.equals(type)) {
      return true;
    }
    boolean token = isText(type) && !XSDDatatype.XSDnormalizedString.equals(type);
    return text.chars().noneMatch(sign -> sign == '\t' || sign == '\n' || sign == '\r')
        && (XSDDatatype.XSDnormalizedString.equals(type) || text.strip().equals(text))
        && !(token && text.contains("  "));
  }

  /// Whether a text is XML within an element. Nothing outside of it is read.
  private static boolean isXml(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(new StringReader("<x>" + text + "</x>"));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }

  private static boolean isLanguage(String tag) {
    return !Locale.forLanguageTag(tag).getLanguage().isEmpty()
        && java.util.Arrays.asList(Locale.getISOLanguages())
            .contains(Locale.forLanguageTag(tag).getLanguage());
  }

  /// Whether a class is one of literals that we can decide about.
  static boolean isDatatype(Node type) {
    return type.isURI()
        && (type.getURI().startsWith(XSDDatatype.XSD + "#")
            || type.equals(RDFS.Literal.asNode())
            || type.equals(RDF.langString.asNode())
            || type.equals(RDF.xmlLiteral.asNode())
            || type.getURI().equals(PLAIN));
  }

  /// Whether the value of a literal lies in a datatype.
  static boolean isOf(Node literal, Node type) {
    if (type.equals(RDFS.Literal.asNode())) {
      return isWellFormed(literal);
    }
    if (type.getURI().equals(PLAIN)) {
      return PLAIN.equals(literal.getLiteralDatatypeURI())
          || XSDDatatype.XSDstring.equals(literal.getLiteralDatatype())
          || !literal.getLiteralLanguage().isEmpty();
    }
    if (literal.getLiteralDatatypeURI().equals(type.getURI())) {
      return isWellFormed(literal);
    }
    if (!isWellFormed(literal) || !literal.getLiteralLanguage().isEmpty()) {
      return false;
    }
    RDFDatatype wanted =
        org.apache.jena.datatypes.TypeMapper.getInstance().getTypeByName(type.getURI());
    if (wanted == null) {
      return false;
    }
    Object value = literal.getLiteralValue();
    boolean exact =
        value instanceof BigDecimal
            || value instanceof BigInteger
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte;
    if (exact) {
      if (type.getURI().equals(XSDDatatype.XSDdecimal.getURI())) {
        return true;
      }
      return wanted.isValid(new BigDecimal(value.toString()).stripTrailingZeros().toPlainString())
          && !(wanted.equals(XSDDatatype.XSDfloat) || wanted.equals(XSDDatatype.XSDdouble))
          && isNumber(wanted);
    }
    if (value instanceof String text && isText(literal.getLiteralDatatype())) {
      return isText(wanted) && wanted.isValid(text);
    }
    if (isStamp(wanted) && XSDDatatype.XSDdateTime.equals(literal.getLiteralDatatype())) {
      return wanted.isValid(literal.getLiteralLexicalForm());
    }
    return XSDDatatype.XSDdateTime.equals(wanted) && isStamp(literal.getLiteralDatatype());
  }

  private static boolean isNumber(RDFDatatype type) {
    return type instanceof org.apache.jena.datatypes.xsd.impl.XSDBaseNumericType;
  }
}
