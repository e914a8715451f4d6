/** Measures commit scores on folders of labelled commits, by one protocol for every figure that is published. */
@NullMarked
package io.rootops.core.evaluate.bench;

import org.jspecify.annotations.NullMarked;
