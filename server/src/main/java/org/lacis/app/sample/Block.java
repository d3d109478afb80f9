package org.lacis.app.sample;

import java.util.List;

/// What one block of the plan holds.
///
/// @param number of the block, from 0
/// @param lots all parcels, built on or not
/// @param buildings what stands on them, without serial numbers, in the order of the lots
/// @param vacant lots that are free to be built on
record Block(long number, List<Lot> lots, List<TrueBuilding> buildings, List<Lot> vacant) {
  Block {
    lots = List.copyOf(lots);
    buildings = List.copyOf(buildings);
    vacant = List.copyOf(vacant);
  }
}
