/** What other programs tell as events: CloudEvents, and what CDEvents say in them of services. */
@NullMarked
package io.rootops.dashboard.events;

import org.jspecify.annotations.NullMarked;
