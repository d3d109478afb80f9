/// OGC API - Records, Part 1: the catalogue as a collection of records beside those of features:
/// `/ogc/collections/catalogue`. A record is a dataset or a service of the twin.
@NullMarked
package org.lacis.serve.records;

import org.jspecify.annotations.NullMarked;
