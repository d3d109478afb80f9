/// The engine of SHACL: shapes as plans over the store's numbers of terms.
///
/// jena-shacl reads the shapes ([ShapesPlan] is made of what it read), judges single terms and runs
/// constraints in SPARQL; everything else is done here. A run ([Evaluation]) gathers the focus
/// nodes of all shapes, sorted as the store sorts subjects, and goes through them once: what is
/// said of a node is read once, by one scan that only moves forward, for all shapes and all their
/// properties. Terms are looked up where a constraint asks about the text or the kind of a term,
/// and what was answered for a term is remembered.
@NullMarked
package org.lacis.validate.shacl;

import org.jspecify.annotations.NullMarked;
