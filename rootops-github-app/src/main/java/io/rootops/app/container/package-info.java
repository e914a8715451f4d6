/** What is different where RootOps runs from its image. */
@NullMarked
package io.rootops.app.container;

import org.jspecify.annotations.NullMarked;
