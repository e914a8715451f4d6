@NullMarked
package io.rootops.core.change;

import org.jspecify.annotations.NullMarked;
