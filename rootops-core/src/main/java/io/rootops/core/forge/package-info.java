@NullMarked
package io.rootops.core.forge;

import org.jspecify.annotations.NullMarked;
