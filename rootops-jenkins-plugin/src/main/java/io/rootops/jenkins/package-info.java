/** RootOps in Jenkins. What needs no type of Jenkins is kept in classes of its own, which is most of it. */
@NullMarked
package io.rootops.jenkins;

import org.jspecify.annotations.NullMarked;
