/// The SPARQL protocol and the Graph Store Protocol, spoken by Fuseki inside our routes.
@NullMarked
package org.lacis.serve.sparql;

import org.jspecify.annotations.NullMarked;
