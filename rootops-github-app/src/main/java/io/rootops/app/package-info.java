@NullMarked
package io.rootops.app;

import org.jspecify.annotations.NullMarked;
