@NullMarked
package io.rootops.app.bench;

import org.jspecify.annotations.NullMarked;
