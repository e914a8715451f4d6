/**
 * Calls to a RootOps server. {@link io.rootops.client.RootOpsClient} is the door; the records are what comes back. It uses the
 * JDK's HTTP client and a small JSON library, so that it fits into other people's processes.
 */
@NullMarked
package io.rootops.client;

import org.jspecify.annotations.NullMarked;
