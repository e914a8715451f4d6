/** Measures log templates on labelled logs, in the layout of loghub-2k. */
@NullMarked
package io.rootops.core.evaluate.template;

import org.jspecify.annotations.NullMarked;
