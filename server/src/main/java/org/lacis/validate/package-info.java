/// SHACL shapes to results and findings: [Validator] runs everything, [KeptReport] carries results
/// on from change to change, the engine is in `shacl`. Each result is told as a
/// [org.lacis.vocabulary.Finding] with its place and remedy.
@NullMarked
package org.lacis.validate;

import org.jspecify.annotations.NullMarked;
