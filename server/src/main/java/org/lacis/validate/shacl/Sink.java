package org.lacis.validate.shacl;

import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;

/// Takes what is wrong with a focus node.
interface Sink {
  /// Whether more would change nothing.
  boolean enough();

  /// @param path of the result
  /// @param value of the result
  /// @param message for shapes without one
  /// @param constraint as of [org.lacis.validate.Result]
  void wrong(
      ShapePlan shape,
      Node focus,
      @Nullable Path path,
      @Nullable Node value,
      Node component,
      Supplier<String> message,
      @Nullable Node constraint);

  default void wrong(
      ShapePlan shape,
      Node focus,
      @Nullable Path path,
      @Nullable Node value,
      Node component,
      Supplier<String> message) {
    wrong(shape, focus, path, value, component, message, null);
  }

  /// Whether anything was wrong at all.
  final class Verdict implements Sink {
    private boolean conforms = true;

    boolean conforms() {
      return conforms;
    }

    @Override
    public boolean enough() {
      return !conforms;
    }

    @Override
    public void wrong(
        ShapePlan shape,
        Node focus,
        @Nullable Path path,
        @Nullable Node value,
        Node component,
        Supplier<String> message,
        @Nullable Node constraint) {
      conforms = false;
    }
  }
}
