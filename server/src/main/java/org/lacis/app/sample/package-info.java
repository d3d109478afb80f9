/// The sample: two overlapping twins of an invented commune, written as the files of real life.
///
/// [SampleTwin] is the door. The town is made block by block from the seed, and every file is
/// written as the blocks go by, so that memory does not grow with the number of buildings.
@NullMarked
package org.lacis.app.sample;

import org.jspecify.annotations.NullMarked;
