/// NGSI-LD (ETSI GS CIM 009 v1.6.1) for those who read: entities, types, attributes, and what was
/// observed of entities over time. Nothing is written here.
///
/// Names that are asked and answered go through a `@context`: the one that the request names, else
/// the twin's own, which gives every class and property its local name.
@NullMarked
package org.lacis.serve.ngsi;

import org.jspecify.annotations.NullMarked;
