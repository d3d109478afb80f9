package org.lacis.store;

import java.util.Optional;

/// Keeps something in step with a store: takes part in each commit that changes it.
///
/// Called by the thread that commits, one commit at a time; each [#follow] is followed by one call
/// of [#committed] or of [#withdrawn] before the next one.
public interface Follower {
  /// What a transaction has written is about to be committed. What is written to the view now is
  /// committed with it.
  ///
  /// @param view all that the transaction has written, in its thread; not to be kept
  /// @param base the version that the transaction began with
  /// @param touched the quads that it has added or removed; empty when they are many
  /// @throws RuntimeException to refuse the commit: the transaction is aborted
  void follow(WriteView view, long base, Optional<Delta> touched);

  /// What was followed is on disk.
  ///
  /// @param version of the data from now on
  void committed(long version);

  /// What was followed, or refused, never happened. Numbers of terms that the transaction gave out
  /// may mean other terms from now on.
  void withdrawn();
}
