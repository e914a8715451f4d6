@NullMarked
package io.rootops.app.alert;

import org.jspecify.annotations.NullMarked;
