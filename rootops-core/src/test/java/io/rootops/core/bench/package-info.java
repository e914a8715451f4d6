/** Measurements, run by hand; each prints ratios against something that everyone can run. */
@NullMarked
package io.rootops.core.bench;

import org.jspecify.annotations.NullMarked;
