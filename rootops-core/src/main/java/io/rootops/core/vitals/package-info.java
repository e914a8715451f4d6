/** How RootOps itself is: what waits, what failed, how large its memory is. For whoever operates it. */
@NullMarked
package io.rootops.core.vitals;

import org.jspecify.annotations.NullMarked;
