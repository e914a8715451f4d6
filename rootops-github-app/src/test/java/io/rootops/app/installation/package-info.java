/** Tests of installations. */
@NullMarked
package io.rootops.app.installation;

import org.jspecify.annotations.NullMarked;
