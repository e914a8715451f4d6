/** The file in which a prior is kept and shipped. */
@NullMarked
package io.rootops.app.prior;

import org.jspecify.annotations.NullMarked;
