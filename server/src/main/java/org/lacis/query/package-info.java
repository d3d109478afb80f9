/// Questions: SPARQL and GeoSPARQL over a view of the store, with its spatial index, within a time
/// limit.
///
/// [org.lacis.query.Question] is what is asked, [org.lacis.query.Answers] the door,
/// [org.lacis.query.QuerySetup] makes the same engine answer for code of Jena that is handed the
/// store's dataset. Jena's query engine is at home here.
@NullMarked
package org.lacis.query;

import org.jspecify.annotations.NullMarked;
