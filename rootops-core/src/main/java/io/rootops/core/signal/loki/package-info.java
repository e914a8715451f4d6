/** Reading Grafana Loki, and what speaks its API: counts first, lines second, each line once. */
@NullMarked
package io.rootops.core.signal.loki;

import org.jspecify.annotations.NullMarked;
