/** What others say of commits: check runs, check suites and commit statuses. */
@NullMarked
package io.rootops.core.check;

import org.jspecify.annotations.NullMarked;
