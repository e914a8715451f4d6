@NullMarked
package io.rootops.app.pull;

import org.jspecify.annotations.NullMarked;
