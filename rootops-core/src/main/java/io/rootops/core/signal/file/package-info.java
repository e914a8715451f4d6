/** Log files: which there are, followed through their rotation, and read line by line. */
@NullMarked
package io.rootops.core.signal.file;

import org.jspecify.annotations.NullMarked;
