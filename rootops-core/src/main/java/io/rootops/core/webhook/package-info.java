/** Deliveries of webhooks, from their arrival to what came of them. */
@NullMarked
package io.rootops.core.webhook;

import org.jspecify.annotations.NullMarked;
