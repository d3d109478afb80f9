/// The words every room shares: IRIs of the standards and of the twin, and the shape of a finding.
///
/// Looks into no other room.
@NullMarked
package org.lacis.vocabulary;

import org.jspecify.annotations.NullMarked;
