/** The places in the running revision that an incident's text points at, and who owns the lines there. */
@NullMarked
package io.rootops.core.suspect.place;

import org.jspecify.annotations.NullMarked;
