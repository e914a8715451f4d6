@NullMarked
package io.rootops.core;

import org.jspecify.annotations.NullMarked;
