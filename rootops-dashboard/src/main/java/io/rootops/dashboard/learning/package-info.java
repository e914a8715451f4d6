/** What the pages ask about what was learned. */
@NullMarked
package io.rootops.dashboard.learning;

import org.jspecify.annotations.NullMarked;
