/// The pages: values that the templates print, words in French and English, drawings as SVG.
@NullMarked
package org.lacis.serve.page;

import org.jspecify.annotations.NullMarked;
