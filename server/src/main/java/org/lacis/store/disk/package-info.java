/// The files of a store's database: TDB2 put together from its parts, so that a commit forces one
/// file to disk instead of thirty.
///
/// Everything TDB2 writes goes to the system's memory of files at once and to the disk when the
/// system likes, or at a *checkpoint*. A small commit is safe because the *redo log* is: what it
/// added and removed stands there, forced, before the commit returns. TDB2 never writes to a page
/// or a term of a committed state again, so the small numbers that lead to a state (roots and
/// lengths), which the checkpoint keeps, are that state; opening goes back to them and does again
/// what the log says.
@NullMarked
package org.lacis.store.disk;

import org.jspecify.annotations.NullMarked;
