/** Follows what the GitHub App is installed on: asks GitHub for lists and has agree with them what is followed. */
@NullMarked
package io.rootops.app.installation;

import org.jspecify.annotations.NullMarked;
