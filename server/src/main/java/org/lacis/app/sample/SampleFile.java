package org.lacis.app.sample;

import java.io.Closeable;
import java.io.IOException;

/// A file that is written while the town goes by, block by block. What it does not care for, it
/// does not hear of.
interface SampleFile extends Closeable {
  default void lot(Lot lot) throws IOException {}

  default void national(TrueBuilding building) throws IOException {}

  default void local(LocalBuilding building) throws IOException {}

  /// Writes what stands at the end.
  @Override
  void close() throws IOException;
}
