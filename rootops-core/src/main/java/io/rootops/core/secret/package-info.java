/** Secrets at rest: what the database keeps of them only the owner of the key file can read. */
@NullMarked
package io.rootops.core.secret;

import org.jspecify.annotations.NullMarked;
