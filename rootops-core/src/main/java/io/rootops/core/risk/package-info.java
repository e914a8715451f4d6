@NullMarked
package io.rootops.core.risk;

import org.jspecify.annotations.NullMarked;
