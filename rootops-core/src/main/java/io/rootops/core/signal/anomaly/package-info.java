/** Watches a series at every moment, not only around deployments. */
@NullMarked
package io.rootops.core.signal.anomaly;

import org.jspecify.annotations.NullMarked;
