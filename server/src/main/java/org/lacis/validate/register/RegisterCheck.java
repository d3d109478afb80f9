package org.lacis.validate.register;

/// One check of a register. Stateless.
sealed interface RegisterCheck
    permits CommuneCodes,
        UnitOfPlace,
        PlausiblePlace,
        UniqueIdentifiers,
        PlausibleValues,
        PresentEnds,
        SoundIntervals {

  /// Kebab-case; names the check in words, reports and settings.
  String name();

  /// Judges all that it can of the ground.
  ///
  /// @param problems told of what is wrong, one after the other on this thread
  /// @return how many statements or things were judged: 0 says that the twin has nothing the check
  ///   could speak of
  long run(Ground ground, Problems problems);
}
