/** What the software does after a change: measurements, and how they change. Pure computation. */
@NullMarked
package io.rootops.core.signal;

import org.jspecify.annotations.NullMarked;
