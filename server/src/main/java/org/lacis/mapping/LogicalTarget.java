package org.lacis.mapping;

import org.lacis.vocabulary.Place;

/// A file that gets some of the triples (RML-IO, "Logical Target").
///
/// @param name IRI or blank node label; two term maps that name the same target write one file
/// @param path as the mapping names it
/// @param serialization local name of a format of `http://www.w3.org/ns/formats/`: `N-Quads`,
///   `N-Triples`, `Turtle`, `TriG`, `N3`, `RDF_XML`, `RDF_JSON`, `JSON-LD`
/// @param encoding name of the charset; empty for UTF-8
/// @param compression `""`, `gzip`, `zip`, `targz`, `tarxz`
public record LogicalTarget(
    Place place,
    String name,
    String path,
    String serialization,
    String encoding,
    String compression) {}
