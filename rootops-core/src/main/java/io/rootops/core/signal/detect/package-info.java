/** Finding stores of logs and metrics: where they are set, else at the addresses where they usually are. */
@NullMarked
package io.rootops.core.signal.detect;

import org.jspecify.annotations.NullMarked;
