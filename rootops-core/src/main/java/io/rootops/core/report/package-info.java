/** What RootOps tells of a commit where people look, and when it tries again. */
@NullMarked
package io.rootops.core.report;

import org.jspecify.annotations.NullMarked;
