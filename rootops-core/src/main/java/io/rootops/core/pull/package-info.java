/** Pull requests: what a forge tells of them, and who and what their files remind of. */
@NullMarked
package io.rootops.core.pull;

import org.jspecify.annotations.NullMarked;
