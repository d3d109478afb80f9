/// RDF4J's FedX over the members of a federation, who are asked as they always are.
@NullMarked
package org.lacis.federate.fedx;

import org.jspecify.annotations.NullMarked;
