/// What every endpoint shares of HTTP: problems, content negotiation, languages, the admin key.
@NullMarked
package org.lacis.serve.web;

import org.jspecify.annotations.NullMarked;
