/** What commits turned out to be: which had to be fixed or reverted, who says so, and since when it is known. */
@NullMarked
package io.rootops.core.outcome;

import org.jspecify.annotations.NullMarked;
