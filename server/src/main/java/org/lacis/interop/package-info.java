/// The check of a pair of twins: does what a partner offers work with ours?
///
/// [org.lacis.interop.InteropCheck] finds out what an address leads to, draws a seeded sample of
/// its things, runs [org.lacis.interop.Tester]s within a budget and hands back a
/// [org.lacis.interop.Report]. Everything that was asked is kept, so that the same check can be
/// made again without a network.
@NullMarked
package org.lacis.interop;

import org.jspecify.annotations.NullMarked;
