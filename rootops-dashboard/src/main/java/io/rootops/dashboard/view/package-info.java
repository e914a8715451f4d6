/** What pages and the JSON API show. One record feeds both, so that they cannot drift apart. */
@NullMarked
package io.rootops.dashboard.view;

import org.jspecify.annotations.NullMarked;
