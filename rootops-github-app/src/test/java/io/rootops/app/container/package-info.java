@NullMarked
package io.rootops.app.container;

import org.jspecify.annotations.NullMarked;
