/** What went wrong in production, and the alerts that tell of it. */
@NullMarked
package io.rootops.core.incident;

import org.jspecify.annotations.NullMarked;
