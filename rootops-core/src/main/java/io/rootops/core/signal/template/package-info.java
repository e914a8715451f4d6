/** Log templates, mined online with one setting for every service. */
@NullMarked
package io.rootops.core.signal.template;

import org.jspecify.annotations.NullMarked;
