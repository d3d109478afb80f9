/// The one pipeline: lift, validate, link, reason and commit, with progress and provenance; and the
/// workspace (the folder with `twin.yaml`) that it works on.
@NullMarked
package org.lacis.ingest;

import org.jspecify.annotations.NullMarked;
