/** Who asked to be forgotten, and what stands in their place. */
@NullMarked
package io.rootops.core.privacy;

import org.jspecify.annotations.NullMarked;
