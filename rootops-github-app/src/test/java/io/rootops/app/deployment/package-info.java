@NullMarked
package io.rootops.app.deployment;

import org.jspecify.annotations.NullMarked;
