/** Whether a commit is safe to deploy now: the rule, and how often it would have held deployments back. */
@NullMarked
package io.rootops.core.gate;

import org.jspecify.annotations.NullMarked;
