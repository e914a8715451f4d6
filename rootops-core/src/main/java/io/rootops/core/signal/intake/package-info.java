/** From lines that were read to what is kept of them: events by template, counted. */
@NullMarked
package io.rootops.core.signal.intake;

import org.jspecify.annotations.NullMarked;
