/// SHACL shapes to findings. jena-shacl checks; this room decides what is checked together and
/// turns each result into a [org.lacis.vocabulary.Finding] with its place and remedy.
@NullMarked
package org.lacis.validate;

import org.jspecify.annotations.NullMarked;
