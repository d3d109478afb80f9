/// Laws of collections and features over random worlds.
@NullMarked
package org.lacis.query.feature;

import org.jspecify.annotations.NullMarked;
