package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A collection below `/ogc` that others answer: it is listed, defined and conformed to here.
public interface Neighbour {
  /// As it stands in `/ogc/collections`.
  ///
  /// @param root address of `/ogc`, without a `/` at the end
  /// @param language tag of the reader's language
  ObjectNode describe(String root, String language);

  /// The classes that are conformed to because of it.
  List<String> conformance();

  /// Adds its paths to the definition of the interface.
  void define(ObjectNode paths);
}
