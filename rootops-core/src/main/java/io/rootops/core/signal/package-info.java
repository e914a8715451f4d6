/** What running software says of itself. */
@NullMarked
package io.rootops.core.signal;

import org.jspecify.annotations.NullMarked;
