/// Ontologies and data to inferred statements: RDFS and the part of OWL 2 RL that territorial
/// ontologies use.
///
/// The axioms are compiled first ([Axioms]): hierarchies are closed and every property gets the
/// list of rules that its statements set off. The data then run through those rules semi-naively,
/// as sorted arrays of packed numbers ([Pairs]), never as terms. The room reads a view and hands
/// back statements; it does not write.
@NullMarked
package org.lacis.reason;

import org.jspecify.annotations.NullMarked;
