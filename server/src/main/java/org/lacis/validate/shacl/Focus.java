package org.lacis.validate.shacl;

import org.apache.jena.shacl.engine.Target;

/// What a target of a shape aims at (SHACL, section 2.1.3).
sealed interface Focus {
  record Instances(ClassTest test) implements Focus {}

  record One(Constant node) implements Focus {}

  record SubjectsOf(Constant predicate) implements Focus {}

  record ObjectsOf(Constant predicate) implements Focus {}

  /// A target in SPARQL (SHACL Advanced Features), which is left to jena-shacl.
  record Foreign(Target target) implements Focus {}
}
