/** What other checks say of commits, as GitHub's events tell of it. */
@NullMarked
package io.rootops.app.check;

import org.jspecify.annotations.NullMarked;
