/** Who may do what here: tokens and their scopes, links that sign in, and the secrets behind them. */
@NullMarked
package io.rootops.core.access;

import org.jspecify.annotations.NullMarked;
