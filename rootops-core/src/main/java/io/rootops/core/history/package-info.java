@NullMarked
package io.rootops.core.history;

import org.jspecify.annotations.NullMarked;
