/// How a check asks: within a budget, politely, and with every exchange kept or played back.
@NullMarked
package org.lacis.interop.probe;

import org.jspecify.annotations.NullMarked;
