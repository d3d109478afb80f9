package org.lacis.mapping;

/// What stands as object: a term made from the record itself, or the subject of another triples
/// map.
public sealed interface ObjectMap permits TermMap, RefObjectMap {}
