/// HTTP: SPARQL, linked data, catalogue and pages. One endpoint is one class here, one line in
/// [org.lacis.serve.TwinServer] and one black-box test. Looks into every room but `app`.
@NullMarked
package org.lacis.serve;

import org.jspecify.annotations.NullMarked;
