@NullMarked
package io.rootops.app.check;

import org.jspecify.annotations.NullMarked;
