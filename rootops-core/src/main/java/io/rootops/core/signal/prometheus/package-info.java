/** Asking Prometheus, and what speaks its API. */
@NullMarked
package io.rootops.core.signal.prometheus;

import org.jspecify.annotations.NullMarked;
