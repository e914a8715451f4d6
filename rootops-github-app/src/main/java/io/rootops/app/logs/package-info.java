/** How the log is written, and what each of its lines is about. */
@NullMarked
package io.rootops.app.logs;

import org.jspecify.annotations.NullMarked;
