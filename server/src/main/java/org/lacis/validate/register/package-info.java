/// Checks of a register: what shapes cannot say because it needs the whole of a twin, its geometry,
/// or the history of the official geographic code. Each check is one class; what it meets is a
/// [org.lacis.validate.Result], as the shapes' are, and so goes into the same reports.
@NullMarked
package org.lacis.validate.register;

import org.jspecify.annotations.NullMarked;
