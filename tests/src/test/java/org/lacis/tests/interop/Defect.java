package org.lacis.tests.interop;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One fault that the partner can have.
///
/// @param name switches it on
/// @param test id of the test that has to find it
/// @param door that the check is given
/// @param things what it does to the statements about things
/// @param catalogue what it does to the catalogue
/// @param ofWhatIsSaid whether it changes statements alone
/// @param also ids of tests that fail with it, and must
record Defect(
    String name,
    String test,
    Door door,
    Consumer<Change> things,
    Consumer<Change> catalogue,
    boolean ofWhatIsSaid,
    Set<String> also) {

  /// Where the check begins.
  enum Door {
    SPARQL("sparql"),
    FEATURES("ogc"),
    /// a partner that has no endpoint
    FEATURES_ALONE("ogc"),
    DUMP("dump.nt"),
    STREAM("ldes"),
    MAPPING("mapping.ttl");

    private final String path;

    Door(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  Defect {
    also = Set.copyOf(also);
  }

  /// A fault of behaviour.
  static Defect of(String test, Door door, String name, String... also) {
    return new Defect(name, test, door, _ -> {}, _ -> {}, false, Set.of(also));
  }

  /// A fault of what is said of things.
  static Defect things(String test, String name, Consumer<Change> change, String... also) {
    return new Defect(name, test, Door.SPARQL, change, _ -> {}, true, Set.of(also));
  }

  /// A fault of the catalogue.
  static Defect catalogue(String test, String name, Consumer<Change> change, String... also) {
    return new Defect(name, test, Door.SPARQL, _ -> {}, change, true, Set.of(also));
  }

  /// All tests that have to fail.
  Set<String> failing() {
    Set<String> all = new TreeSet<>(also);
    all.add(test);
    return all;
  }

  @Override
  public String toString() {
    return test + ": " + name;
  }
}
