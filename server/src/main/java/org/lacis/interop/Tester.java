package org.lacis.interop;

/// A test of interoperability.
///
/// It asks through [Examination#probe] alone, draws chance from [Examination#random] and time from
/// [Examination#now] alone, and keeps no state, so that it finds the same again when the exchange
/// is played back. When the budget is spent the probe throws; the check turns that into `untested`.
public interface Tester {
  Check check();

  /// Called only for a subject that the check suits; on one thread.
  Result run(Examination exam);
}
