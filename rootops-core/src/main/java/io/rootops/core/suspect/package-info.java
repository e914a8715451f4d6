/** Which commits may have caused an incident: what its text says, and how well each commit fits it. */
@NullMarked
package io.rootops.core.suspect;

import org.jspecify.annotations.NullMarked;
