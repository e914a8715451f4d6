@NullMarked
package io.rootops.dashboard;

import org.jspecify.annotations.NullMarked;
