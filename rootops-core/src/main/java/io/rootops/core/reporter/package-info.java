/** What is told of commits outside the dashboard: to a terminal, a CI, another program. */
@NullMarked
package io.rootops.core.reporter;

import org.jspecify.annotations.NullMarked;
