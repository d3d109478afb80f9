package org.lacis.interop;

/// What a test stands for.
///
/// @param body who asks for it: `W3C`, `OGC`, `SEMIC` (DCAT-AP), `OASC`, `EU LDT`
/// @param document short name of the document: `SPARQL 1.1 Protocol`, `OGC API Features 1`, `MIM7`
/// @param clause section, requirement class or id within it; may be empty
/// @param link where it can be read
public record Requirement(String body, String document, String clause, String link) {

  /// In a line: `OGC API Features 1, /req/core/root-success (OGC)`.
  public String words() {
    return document + (clause.isEmpty() ? "" : ", " + clause) + " (" + body + ")";
  }
}
