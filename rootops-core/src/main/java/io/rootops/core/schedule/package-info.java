@NullMarked
package io.rootops.core.schedule;

import org.jspecify.annotations.NullMarked;
