/** What other checks say of commits, as GitHub tells of it: by events, and by polling for what no event told. */
@NullMarked
package io.rootops.app.check;

import org.jspecify.annotations.NullMarked;
