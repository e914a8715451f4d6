@NullMarked
package io.rootops.app.cli;

import org.jspecify.annotations.NullMarked;
