/// Settings and builds of tiny workspaces.
@NullMarked
package org.lacis.ingest;

import org.jspecify.annotations.NullMarked;
