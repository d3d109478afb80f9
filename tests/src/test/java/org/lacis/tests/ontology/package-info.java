/// The shared ontologies: their words, their shapes, and the examples that prove the shapes.
@NullMarked
package org.lacis.tests.ontology;

import org.jspecify.annotations.NullMarked;
