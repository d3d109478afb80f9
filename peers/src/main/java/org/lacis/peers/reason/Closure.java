package org.lacis.peers.reason;

import java.util.List;

/// One working out of all that follows from data that are in memory already.
interface Closure {
  /// @param seconds of reasoning alone
  /// @param useful inferred statements about data
  record Result(double seconds, long useful) {}

  Result run() throws Exception;

  /// The namespaces of RDF, RDFS and OWL. What is inferred in their words, that a thing is a
  /// resource for one, is not counted: engines differ in it.
  List<String> LANGUAGES =
      List.of(
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "http://www.w3.org/2000/01/rdf-schema#",
          "http://www.w3.org/2002/07/owl#");

  String TYPE = LANGUAGES.getFirst() + "type";

  /// Classes that stand for such as have no name.
  String UNNAMED = "urn:x-lacis:class:";

  /// Whether a statement is about data, in the words of the ontology.
  ///
  /// @param ontology its namespace; what is said of its own terms is not counted
  /// @param word the class of a statement with rdf:type, else the property; empty for a blank node
  static boolean isUseful(String ontology, String subject, String word) {
    return !word.isEmpty()
        && !word.startsWith(UNNAMED)
        && !subject.startsWith(ontology)
        && LANGUAGES.stream().noneMatch(word::startsWith);
  }
}
