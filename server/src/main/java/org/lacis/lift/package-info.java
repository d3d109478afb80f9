/// Mapping and records in, quads out.
///
/// [Lifter] carries out a mapping: it reads every source once for all triples maps that use it and
/// hands the quads to a [QuadSink]. It knows neither store nor files of RDF; [NQuadsWriter] and
/// [LiftFile] are for those who want a file. Bad values are findings and never stop a lift; a
/// mapping that cannot be carried out is a `MappingException` with its line.
@NullMarked
package org.lacis.lift;

import org.jspecify.annotations.NullMarked;
