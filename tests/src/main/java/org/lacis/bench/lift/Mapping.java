package org.lacis.bench.lift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the maps of [Gtfs] as RML, in today's vocabulary or, for peers that know no other, in the
/// one before it.
record Mapping(Form form, boolean old) {

  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve(old ? "mapping-old.ttl" : "mapping.ttl"), text());
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    out.append("@prefix : <http://example.org/map#> .\n");
    out.append("@prefix rr: <")
        .append(old ? "http://www.w3.org/ns/r2rml#" : "http://w3id.org/rml/")
        .append("> .\n");
    out.append("@prefix rml: <")
        .append(old ? "http://semweb.mmlab.be/ns/rml#" : "http://w3id.org/rml/")
        .append("> .\n");
    out.append("@prefix ql: <")
        .append(old ? "http://semweb.mmlab.be/ns/ql#" : "http://w3id.org/rml/")
        .append("> .\n");
    for (Gtfs.Map map : Gtfs.maps()) {
      map(map, out);
    }
    return out.toString();
  }

  private void map(Gtfs.Map map, StringBuilder out) {
    out.append("\n:").append(map.name()).append(" a rr:TriplesMap ;\n");
    String file = map.table() + form.ending();
    String source =
        old
            ? "\"" + file + "\""
            : "[ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path \""
                + file
                + "\" ]"
                + (form == Form.CSV ? " ; rml:null \"\"" : "");
    String formulation =
        switch (form) {
          case CSV -> "ql:CSV";
          case JSON -> "ql:JSONPath ; rml:iterator \"$[*]\"";
          case XML -> "ql:XPath ; rml:iterator \"/rows/row\"";
        };
    out.append("  rml:logicalSource [ rml:source ").append(source);
    out.append(" ; rml:referenceFormulation ").append(formulation).append(" ] ;\n");
    out.append("  rr:subjectMap [ rr:template \"").append(map.subject());
    out.append("\" ; rr:class <").append(map.type()).append("> ]");
    for (Gtfs.Property property : map.properties()) {
      out.append(" ;\n  rr:predicateObjectMap [ rr:predicate <").append(property.predicate());
      out.append("> ; rr:objectMap [ ").append(object(property)).append(" ] ]");
    }
    out.append(" .\n");
  }

  private String object(Gtfs.Property property) {
    return switch (property) {
      case Gtfs.Text(_, String column, String datatype) ->
          "rml:reference \""
              + column
              + '"'
              + (datatype.isEmpty() ? "" : " ; rr:datatype <" + datatype + ">");
      case Gtfs.Named(_, String value, boolean isTemplate) ->
          isTemplate
              ? "rr:template \"" + value + '"'
              : "rml:reference \"" + value + "\" ; rr:termType rr:IRI";
      case Gtfs.Join(_, String parent, String child, String column) ->
          "rr:parentTriplesMap :"
              + parent
              + " ; rr:joinCondition [ rr:child \""
              + child
              + "\" ; rr:parent \""
              + column
              + "\" ]";
    };
  }
}
