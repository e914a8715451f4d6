/** Who may enter: one guard before all servlets, closed unless a route is listed. */
@NullMarked
package io.rootops.app.access;

import org.jspecify.annotations.NullMarked;
