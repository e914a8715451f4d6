/** Deployments as GitHub tells of them: by events, and by polling for what no event told. */
@NullMarked
package io.rootops.app.deployment;

import org.jspecify.annotations.NullMarked;
