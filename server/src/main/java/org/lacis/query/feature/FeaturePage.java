package org.lacis.query.feature;

import java.util.Optional;
import java.util.OptionalLong;

/// What a reader says when it has handed on features.
///
/// @param returned how many
/// @param matched how many there are in all, on every page; empty where telling it would take
///   reading much more
/// @param next where the next page begins; empty when this is the last one
public record FeaturePage(long returned, OptionalLong matched, Optional<Cursor> next) {}
