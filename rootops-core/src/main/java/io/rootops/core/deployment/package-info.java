/** Deployments: how they are recognised without configuration, and how sure that is. */
@NullMarked
package io.rootops.core.deployment;

import org.jspecify.annotations.NullMarked;
