/** Learns the weights of the ranking from incidents whose cause is known. */
@NullMarked
package io.rootops.core.suspect.learn;

import org.jspecify.annotations.NullMarked;
