@NullMarked
package io.rootops.core.engine;

import org.jspecify.annotations.NullMarked;
