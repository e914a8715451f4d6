/** Incidents whose cause is known, as files, and what was learned from them. */
@NullMarked
package io.rootops.app.rootcause;

import org.jspecify.annotations.NullMarked;
