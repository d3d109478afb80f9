@NullMarked
package org.lacis.serve.web;

import org.jspecify.annotations.NullMarked;
