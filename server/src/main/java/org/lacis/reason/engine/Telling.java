package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.lacis.reason.engine.Engine.Statements;

/// Tells what is known and was not said, in all equal terms.
///
/// Left out are steps on the way, what has a literal as subject, and relations that some rules over
/// lists keep under the name of a list's cell.
final class Telling {
  private final Engine engine;
  private final Terms terms;
  private final Equals equals;

  Telling(Engine engine, Equals equals) {
    this.engine = engine;
    this.terms = engine.terms();
    this.equals = equals;
  }

  /// Tells everything.
  void all(Statements statement) {
    for (Relation relation : engine.relations()) {
      if (!isTold(relation)) {
        continue;
      }
      relation
          .known()
          .forEach(pair -> {
            if (isPlain(relation, pair)) {
              if (!relation.said.contains(pair)) {
                tell(statement, relation, Runs.first(pair), relation.term, Runs.second(pair));
              }
              return;
            }
            forms(
                relation,
                pair,
                (subject, predicate, object) -> {
                  int key = relation.ofClass ? object : predicate;
                  if (!wasSaid(subject, key, object, relation.ofClass)) {
                    tell(statement, relation, subject, key, object);
                  }
                });
          });
    }
    equals.forEachClass(members -> {
      for (int one : members) {
        for (int other : members) {
          if (isSame(one, other)) {
            statement.statement(one, engine.same(), other);
          }
        }
      }
    });
  }

  /// Whether one statement is told.
  boolean isTold(int subject, int predicate, int object) {
    if (predicate == engine.same()) {
      return engine.representative(subject) == engine.representative(object)
          && isSame(subject, object);
    }
    boolean ofClass = predicate == engine.type();
    int key = ofClass ? object : predicate;
    int representative = engine.representative(key);
    Relation relation =
        ofClass ? engine.membersOf(representative) : engine.property(representative);
    return relation != null
        && !terms.isLiteral(subject)
        && isTold(relation)
        && relation
            .known()
            .contains(Runs.pack(engine.representative(subject), engine.representative(object)))
        && !wasSaid(subject, key, object, ofClass);
  }

  /// Tells what may be told now and was not when a shift began, or the other way round; some of it
  /// more than once.
  void shifted(Shift shift, Statements statement) {
    IntArrayList statements = shift.statements();
    for (int i = 0; i < statements.size(); i += 3) {
      statement.statement(statements.getInt(i), statements.getInt(i + 1), statements.getInt(i + 2));
    }
    LongArrayList pairs = shift.pairs();
    for (int i = 0; i < pairs.size(); i += 2) {
      forms(engine.relations().get((int) pairs.getLong(i)), pairs.getLong(i + 1), statement);
    }
    IntOpenHashSet grown = shift.grown();
    if (grown.isEmpty()) {
      return;
    }
    for (Relation relation : engine.relations()) {
      boolean whole = grown.contains(relation.term);
      relation
          .known()
          .forEach(pair -> {
            if (whole || grown.contains(Runs.first(pair)) || grown.contains(Runs.second(pair))) {
              forms(relation, pair, statement);
            }
          });
    }
    grown.forEach(each -> {
      int[] members = equals.members(each);
      for (int one : members) {
        for (int other : members) {
          statement.statement(one, engine.same(), other);
        }
      }
    });
  }

  /// Tells the forms that a pair has in all terms that are now equal to its own.
  void forms(Relation relation, long pair, Statements statement) {
    if (isPlain(relation, pair)) {
      int object = relation.ofClass ? relation.term : Runs.second(pair);
      int predicate = relation.ofClass ? engine.type() : relation.term;
      statement.statement(Runs.first(pair), predicate, object);
      return;
    }
    for (int key : equals.members(relation.term)) {
      for (int first : equals.members(Runs.first(pair))) {
        if (relation.ofClass) {
          statement.statement(first, engine.type(), key);
          continue;
        }
        for (int second : equals.members(Runs.second(pair))) {
          statement.statement(first, key, second);
        }
      }
    }
  }

  private boolean isPlain(Relation relation, long pair) {
    return equals.isAlone(relation.term)
        && equals.isAlone(Runs.first(pair))
        && equals.isAlone(Runs.second(pair));
  }

  private boolean isTold(Relation relation) {
    return relation.open()
        && !engine.isCell(relation.term)
        && (relation.term != engine.same() || relation.ofClass);
  }

  private boolean wasSaid(int subject, int key, int object, boolean ofClass) {
    Relation of = ofClass ? engine.membersOf(key) : engine.property(key);
    return of != null && of.said.contains(Runs.pack(subject, object));
  }

  /// Whether that two terms of one class are equal is told.
  private boolean isSame(int one, int other) {
    return one != other && !terms.isLiteral(one) && !wasSaid(one, engine.same(), other, false);
  }

  private void tell(Statements statement, Relation relation, int subject, int key, int object) {
    if (!terms.isLiteral(subject)) {
      statement.statement(
          subject, relation.ofClass ? engine.type() : key, relation.ofClass ? key : object);
    }
  }
}
