package org.lacis.reason.engine;

import org.jspecify.annotations.Nullable;

/// The statements of one property, as pairs of subject and object; or those that put things into
/// one class, as pairs of the thing and the class.
final class Relation {
  /// The number among the relations.
  final int index;

  /// The property, or the class.
  final int term;

  final boolean ofClass;

  /// Whether rules over any property see it: not what is only a step on the way.
  private boolean open;

  /// Whether it is a class of literals that we can decide about.
  private boolean ofLiterals;

  private Runs known = new Runs();

  /// What was said, in the terms in which it was said.
  final Runs said = new Runs();

  /// What is on its way out.
  Runs leaving = new Runs();

  private volatile @Nullable Runs turned;
  private @Nullable Runs saidTurned;

  /// What is new in this round, or on its way out.
  long[] delta = Runs.NONE;

  Relation(int index, int term, boolean ofClass) {
    this.index = index;
    this.term = term;
    this.ofClass = ofClass;
  }

  /// What its term is, told by the thread that may look it up.
  void named(boolean isOpen, boolean isOfLiterals) {
    open = isOpen;
    ofLiterals = isOfLiterals;
  }

  boolean open() {
    return open;
  }

  boolean ofLiterals() {
    return ofLiterals;
  }

  /// What holds, objects first. Made when it is first asked for.
  Runs turned() {
    Runs made = turned;
    if (made == null) {
      synchronized (this) {
        made = turned;
        if (made == null) {
          made = new Runs();
          made.add(Runs.turned(known.toArray()));
          turned = made;
        }
      }
    }
    return made;
  }

  Runs saidTurned() {
    if (saidTurned == null) {
      saidTurned = new Runs();
      saidTurned.add(Runs.turned(said.toArray()));
    }
    return saidTurned;
  }

  /// What holds, in terms that stand for all that are equal to them.
  Runs known() {
    return known;
  }

  /// Forgets all that holds, but not what was said.
  void forget() {
    known = new Runs();
    turned = null;
  }

  void add(long[] sorted) {
    known.add(sorted);
    if (turned != null) {
      turned.add(Runs.turned(sorted));
    }
  }

  void remove(long[] sorted) {
    known.remove(sorted);
    if (turned != null) {
      turned.remove(Runs.turned(sorted));
    }
  }

  void say(long[] sorted) {
    said.add(sorted);
    if (saidTurned != null) {
      saidTurned.add(Runs.turned(sorted));
    }
  }

  void unsay(long[] sorted) {
    said.remove(sorted);
    if (saidTurned != null) {
      saidTurned.remove(Runs.turned(sorted));
    }
  }

  long bytes() {
    return known.bytes()
        + said.bytes()
        + (turned == null ? 0 : turned.bytes())
        + (saidTurned == null ? 0 : saidTurned.bytes());
  }
}
