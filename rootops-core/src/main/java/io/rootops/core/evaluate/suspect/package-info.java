/** Measures how high the ranking of suspects puts the commit that caused an incident. */
@NullMarked
package io.rootops.core.evaluate.suspect;

import org.jspecify.annotations.NullMarked;
