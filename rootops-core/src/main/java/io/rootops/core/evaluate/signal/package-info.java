/** Measures the verdict on deployments and the detector of anomalies on public series with labelled anomalies. */
@NullMarked
package io.rootops.core.evaluate.signal;

import org.jspecify.annotations.NullMarked;
