@NullMarked
package io.rootops.app.webhook;

import org.jspecify.annotations.NullMarked;
