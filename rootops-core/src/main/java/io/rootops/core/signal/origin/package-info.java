/** Which repository a service comes from, by what it is called and what it does. */
@NullMarked
package io.rootops.core.signal.origin;

import org.jspecify.annotations.NullMarked;
