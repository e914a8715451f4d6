/** One evaluator for each public figure: how good scores and outcomes are, with the future held out. */
@NullMarked
package io.rootops.core.evaluate;

import org.jspecify.annotations.NullMarked;
