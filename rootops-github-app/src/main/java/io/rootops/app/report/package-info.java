/** Tells scores where people look: from the outbox to the forge. */
@NullMarked
package io.rootops.app.report;

import org.jspecify.annotations.NullMarked;
