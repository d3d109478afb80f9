package org.lacis.vocabulary;

/// Takes findings while work goes on. Implementations may be called from several threads.
@FunctionalInterface
public interface FindingSink {
  void report(Finding finding);
}
