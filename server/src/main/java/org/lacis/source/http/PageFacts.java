package org.lacis.source.http;

/// What one page says besides its records.
///
/// @param records marks of its records, one each: of the identifier, or of the content where there
///   is none
/// @param identified whether every record has an identifier
/// @param next address of the next page as it stands there; empty on the last one
/// @param matched how many records there are in all; -1 when that is not said
/// @param frame what stands around the records in the file and must be the same on all pages: the
///   `crs` member of GeoJSON, the start tag of GML
@SuppressWarnings("ArrayRecordComponent") // a mark a record, not to be changed
record PageFacts(long[] records, boolean identified, String next, long matched, String frame) {}
