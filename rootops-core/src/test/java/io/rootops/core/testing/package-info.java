@NullMarked
package io.rootops.core.testing;

import org.jspecify.annotations.NullMarked;
