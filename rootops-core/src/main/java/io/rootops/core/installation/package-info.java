/** Where the GitHub App is installed, and which of the repositories there are followed. */
@NullMarked
package io.rootops.core.installation;

import org.jspecify.annotations.NullMarked;
