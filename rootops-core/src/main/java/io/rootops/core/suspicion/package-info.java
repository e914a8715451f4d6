/** Between deployments: what looks wrong in a service, how often that may be said, and how often it was right. */
@NullMarked
package io.rootops.core.suspicion;

import org.jspecify.annotations.NullMarked;
