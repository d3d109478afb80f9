/// Checks of partners over HTTP: started with the admin key, made one after the other, kept in the
/// workspace.
@NullMarked
package org.lacis.serve.interop;

import org.jspecify.annotations.NullMarked;
