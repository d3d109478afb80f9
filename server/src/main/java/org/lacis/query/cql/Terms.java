package org.lacis.query.cql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.jena.graph.Node;

/// Terms of RDF as values of conditions.
public final class Terms {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private Terms() {}

  /// The value of a term: an IRI and a literal of another datatype as text, and so is a literal
  /// that is not of the form of its datatype.
  public static Value value(Node node) {
    if (!node.isLiteral()) {
      return new Value.Text(node.isURI() ? node.getURI() : node.toString());
    }
    String text = node.getLiteralLexicalForm();
    String type = node.getLiteralDatatypeURI();
    if (!type.startsWith(XSD)) {
      return new Value.Text(text);
    }
    try {
      return literal(text.strip(), type.substring(XSD.length())).orElse(new Value.Text(text));
    } catch (NumberFormatException | DateTimeException | StringIndexOutOfBoundsException _) {
      return new Value.Text(text);
    }
  }

  private static Optional<Value> literal(String text, String type) {
    return switch (type) {
      case "integer",
          "int",
          "long",
          "short",
          "byte",
          "nonNegativeInteger",
          "positiveInteger",
          "nonPositiveInteger",
          "negativeInteger",
          "unsignedLong",
          "unsignedInt",
          "unsignedShort",
          "unsignedByte" ->
          Optional.of(
              text.length() <= 18
                  ? Value.Numeral.of(Long.parseLong(text))
                  : Value.Numeral.of(new BigDecimal(text)));
      case "decimal" -> TextParser.number(text).map(Value.Numeral::of);
      case "double", "float" -> {
        double number = Double.parseDouble(text.replace("INF", "Infinity"));
        yield Double.isNaN(number) ? Optional.empty() : Optional.of(Value.Numeral.of(number));
      }
      case "boolean" ->
          switch (text) {
            case "true", "1" -> Optional.of(new Value.Bool(true));
            case "false", "0" -> Optional.of(new Value.Bool(false));
            default -> Optional.empty();
          };
      case "date" ->
          Optional.of(new Value.Time(TimeSpan.of(LocalDate.parse(text.substring(0, 10)))));
      case "dateTime", "dateTimeStamp" -> Optional.of(new Value.Time(moment(text)));
      case "gYear" -> Optional.of(new Value.Time(TimeSpan.of(Year.parse(text.substring(0, 4)))));
      case "gYearMonth" ->
          Optional.of(new Value.Time(TimeSpan.of(YearMonth.parse(text.substring(0, 7)))));
      default -> Optional.empty();
    };
  }

  // What names no time zone is taken to be UTC.
  private static TimeSpan moment(String text) {
    boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
    return TimeSpan.of(
        zoned
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
  }
}
