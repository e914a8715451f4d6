@NullMarked
package io.rootops.core.memory.postgres;

import org.jspecify.annotations.NullMarked;
