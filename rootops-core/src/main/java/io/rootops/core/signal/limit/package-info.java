/** When what fills up is full: forecasts that are shown only where they were right before. */
@NullMarked
package io.rootops.core.signal.limit;

import org.jspecify.annotations.NullMarked;
