/// `lacis bench serve`: what a server of ours takes, asked over loopback by another process: pages,
/// features, queries beside a bare Fuseki, many clients at once.
@NullMarked
package org.lacis.bench.serve;

import org.jspecify.annotations.NullMarked;
