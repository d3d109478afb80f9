package org.lacis.tests.interop;

/// The mapping document that the partner offers.
final class Mappings {
  private Mappings() {}

  static String text(DefectiveTwin.State now) {
    String height = now.has("mapping-misspells") ? "heigth" : "height";
    String source =
        now.has("mapping-without-source")
            ? ""
            : "rml:logicalSource [ rml:source [ a rml:FilePath ; rml:path \"batiments.csv\" ] ; rml:referenceFormulation rml:CSV ] ;";
    String text =
        """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix lacis: <https://w3id.org/lacis#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @base <%1$s> .
        <mapping#buildings> a rml:TriplesMap ;
          %3$s
          rml:subjectMap [ rml:template "%1$sid/building/{id}" ; rml:class lacis:Building ] ;
          rml:predicateObjectMap [ rml:predicate dcterms:identifier ; rml:objectMap [ rml:reference "id" ] ] ;
          rml:predicateObjectMap [ rml:predicate lacis:%2$s ; rml:objectMap [ rml:reference "hauteur" ] ] .
        """
            .formatted(now.base(), height, source);
    return now.has("broken-mapping") ? text.replace("] .", "] ;;; [") : text;
  }
}
