/** The whole memory in one file, and back: for backups, for another machine, for another PostgreSQL. */
@NullMarked
package io.rootops.core.memory.archive;

import org.jspecify.annotations.NullMarked;
