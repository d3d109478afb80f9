/// The outgoing door: questions that this twin and its partners answer together.
@NullMarked
package org.lacis.serve.federated;

import org.jspecify.annotations.NullMarked;
