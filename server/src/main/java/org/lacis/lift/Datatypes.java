package org.lacis.lift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.vocabulary.Geo;

/// Datatypes by IRI, and the check that a text belongs to one.
public final class Datatypes {
  private final Map<String, RDFDatatype> known = new HashMap<>();
  private final RDFDatatype wkt = of(Geo.WKT_LITERAL);

  RDFDatatype of(String iri) {
    return known.computeIfAbsent(iri, TypeMapper.getInstance()::getSafeTypeByName);
  }

  RDFDatatype wkt() {
    return wkt;
  }

  /// Adds the literal, or a finding when the text does not belong to the datatype.
  void literal(String lexical, RDFDatatype datatype, String field, Row row, List<Node> nodes) {
    if (fits(lexical, datatype)) {
      nodes.add(NodeFactory.createLiteralDT(lexical, datatype));
      return;
    }
    row.fail(
        "lift.ill-typed",
        field,
        '"' + lexical + '"',
        "a lexical form of <" + datatype.getURI() + ">",
        "Take another datatype, declare the text as rml:null, or convert it with lf:number or"
            + " lf:date.");
  }

  /// Whether a text is a lexical form of a datatype; of those that are not of XSD, every text is.
  public static boolean fits(String lexical, RDFDatatype datatype) {
    if (!(datatype instanceof XSDDatatype) || datatype.equals(XSDDatatype.XSDstring)) {
      return true;
    }
    if (datatype.equals(XSDDatatype.XSDinteger)) {
      return digits(lexical, false);
    }
    if (datatype.equals(XSDDatatype.XSDdecimal)) {
      return digits(lexical, true);
    }
    return datatype.isValid(lexical);
  }

  /// An optional sign, digits, and at most one point when `fraction`.
  private static boolean digits(String text, boolean fraction) {
    int length = text.length();
    int i = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int count = 0;
    int points = 0;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        count++;
      } else if (c == '.' && fraction && points == 0) {
        points++;
      } else {
        return false;
      }
    }
    return count > 0;
  }
}
