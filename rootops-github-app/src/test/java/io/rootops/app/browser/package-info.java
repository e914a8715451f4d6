/** The dashboard over HTTP and in a real browser, over real repositories in a real database. */
@NullMarked
package io.rootops.app.browser;

import org.jspecify.annotations.NullMarked;
