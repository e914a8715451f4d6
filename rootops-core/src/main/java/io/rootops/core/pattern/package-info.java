/** What goes wrong in a repository, as counts with denominators that later data have checked. */
@NullMarked
package io.rootops.core.pattern;

import org.jspecify.annotations.NullMarked;
