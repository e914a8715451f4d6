@NullMarked
package io.rootops.app.ops;

import org.jspecify.annotations.NullMarked;
