/** Jars of third parties. */
@NullMarked
package io.rootops.app.plugin;

import org.jspecify.annotations.NullMarked;
