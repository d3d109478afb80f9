/// Black-box tests of the server, over HTTP.
@NullMarked
package org.lacis.serve;

import org.jspecify.annotations.NullMarked;
