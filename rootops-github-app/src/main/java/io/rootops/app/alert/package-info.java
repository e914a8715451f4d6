/** Alerts that others send, from their arrival to the incidents that come of them. */
@NullMarked
package io.rootops.app.alert;

import org.jspecify.annotations.NullMarked;
