/** GitHub, by token or anonymous: facts by its REST API, code by git. */
@NullMarked
package io.rootops.app.github;

import org.jspecify.annotations.NullMarked;
