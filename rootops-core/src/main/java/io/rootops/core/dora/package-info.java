/** The four figures of DORA: how often and how fast changes go live, how often that fails, and how soon it is mended. */
@NullMarked
package io.rootops.core.dora;

import org.jspecify.annotations.NullMarked;
