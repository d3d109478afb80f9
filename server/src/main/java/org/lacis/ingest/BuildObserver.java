package org.lacis.ingest;

/// Told of a build's progress, on the thread of the build.
public interface BuildObserver {
  /// A stage begins: `lift`, `link`, `reason`, `validate`, `commit`.
  ///
  /// @param stage its name
  /// @param steps how many steps it has; 0 when that is not known
  void stage(String stage, int steps);

  /// A step of the stage begins.
  ///
  /// @param name dataset, rule or ontology
  void step(String name);

  /// More quads were stored.
  ///
  /// @param quads how many since the last call
  void stored(long quads);

  /// A stage, or a dataset, has something to say when it is done.
  void note(String words);

  /// Hears nothing.
  BuildObserver SILENT =
      new BuildObserver() {
        @Override
        public void stage(String stage, int steps) {}

        @Override
        public void step(String name) {}

        @Override
        public void stored(long quads) {}

        @Override
        public void note(String words) {}
      };
}
