@NullMarked
package io.rootops.core.memory;

import org.jspecify.annotations.NullMarked;
