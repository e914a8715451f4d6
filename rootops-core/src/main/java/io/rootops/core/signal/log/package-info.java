/** Lines of logs: where the message begins, how bad it is, and which lines are one event. */
@NullMarked
package io.rootops.core.signal.log;

import org.jspecify.annotations.NullMarked;
