package org.lacis.interop.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.lacis.interop.Family;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Result;

/// A report as JUnit XML, for build servers: a suite a family, a case a test. What is untested,
/// undecided or not applicable is skipped, never passed; in English.
public final class CheckJunit {
  private CheckJunit() {}

  public static String write(Report report) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "lacis check " + clean(report.asking().address().toString()));
      totals(xml, report.results());
      xml.writeAttribute("time", time(report));
      for (Map.Entry<Family, List<Result>> family : report.byFamily().entrySet()) {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", family.getKey().key());
        totals(xml, family.getValue());
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("timestamp", report.began().toString());
        for (Result result : family.getValue()) {
          result(xml, result);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }

  private static String time(Report report) {
    return String.format(Locale.ROOT, "%.3f", report.spent().time().toMillis() / 1000.0);
  }

  private static void totals(XMLStreamWriter xml, List<Result> results) throws XMLStreamException {
    long failed = results.stream().filter(Result::failed).count();
    long passed = results.stream().filter(one -> one.outcome() instanceof Outcome.Passed).count();
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute("failures", String.valueOf(failed));
    xml.writeAttribute("skipped", String.valueOf(results.size() - failed - passed));
  }

  private static void result(XMLStreamWriter xml, Result result) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "lacis.check." + result.check().family().key());
    xml.writeAttribute("name", result.check().id());
    String why = clean(result.outcome().why().en());
    switch (result.outcome()) {
      case Outcome.Passed _ -> {}
      case Outcome.Failed _ -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", result.check().severity().key());
        xml.writeAttribute("message", why);
        xml.writeCharacters(clean(details(result)));
        xml.writeEndElement();
      }
      case Outcome.CannotTell _, Outcome.Inapplicable _, Outcome.Untested _ -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", result.outcome().key() + ": " + why);
      }
    }
    xml.writeEndElement();
  }

  private static String details(Result result) {
    StringBuilder text = new StringBuilder();
    text.append(result.check().title().en()).append('\n');
    if (!result.asked().isEmpty()) {
      text.append("asked: ").append(result.asked()).append('\n');
      text.append("came: ").append(result.came()).append('\n');
    }
    result.failing().forEach(iri -> text.append("  ").append(iri).append('\n'));
    text.append("remedy: ").append(result.check().remedy().en()).append('\n');
    result.check().requirements().forEach(one -> text.append(one.words()).append('\n'));
    return text.toString();
  }

  /// Without what XML 1.0 has no room for.
  private static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c ->
            kept.appendCodePoint(
                c == 9
                        || c == 10
                        || c == 13
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000
                    ? c
                    : 0xFFFD));
    return kept.toString();
  }
}
