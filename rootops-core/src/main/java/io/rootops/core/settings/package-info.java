@NullMarked
package io.rootops.core.settings;

import org.jspecify.annotations.NullMarked;
