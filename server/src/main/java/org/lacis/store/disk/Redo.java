package org.lacis.store.disk;

/// A commit as it stands in the log.
///
/// @param version of the data after it
/// @param content what it changed, as an RDF Patch in its binary form (RDF Thrift)
@SuppressWarnings("ArrayRecordComponent") // written or read once, never compared
public record Redo(long version, byte[] content) {}
