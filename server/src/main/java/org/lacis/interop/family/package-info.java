/// The tests of the ten families, each a function of an examination: what it asks, how it judges,
/// what it stands for.
///
/// [org.lacis.interop.family.Families] lists them. A test says of what fails which thing it is and
/// how far it is off, so that whoever has to mend it need not look again.
@NullMarked
package org.lacis.interop.family;

import org.jspecify.annotations.NullMarked;
