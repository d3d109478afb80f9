package org.lacis.geometry;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Parsed geometries as compact bytes, to be read again without their text: the value that comes
/// back equals the one that was written in every bit, with heights, measures, CRS, body and rings.
///
/// A record tells kind, axes and body in one byte; then the CRS, how each ordinate is kept, the
/// counts of parts and positions, and the positions. An ordinate whose values are decimals of at
/// most 15 places (most data are) is kept as whole numbers: the first, then differences of the
/// fewest bytes that hold them all. Others are kept as the doubles they are. A building's outline
/// takes about 5 bytes a position, a point about 14 altogether.
///
/// Functions of their arguments only; callable from any thread.
public final class GeometryBytes {
  /// Bytes behind a record that must be there to be read, whatever they hold.
  public static final int SLACK = Long.BYTES;

  private GeometryBytes() {}

  /// The record of a value.
  ///
  /// @return empty for what this form has no place for (parts of different axes, a system that its
  ///   own name does not lead back to, more than 64 MB): keep the text of those
  public static Optional<byte[]> encode(GeometryValue value) {
    return new GeometryEncoder(value).bytes();
  }

  /// Reads a record.
  ///
  /// @param memory readable for [#SLACK] bytes behind the record
  /// @param at where it begins
  /// @throws IndexOutOfBoundsException or another unchecked exception when there is no record
  public static GeometryValue decode(MemorySegment memory, long at) {
    return new GeometryDecoder(memory, at).value();
  }
}
