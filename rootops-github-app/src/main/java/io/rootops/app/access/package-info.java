@NullMarked
package io.rootops.app.access;

import org.jspecify.annotations.NullMarked;
