/** Whether things got worse after a deployment: before against after, judged by earlier times of the same series. */
@NullMarked
package io.rootops.core.signal.verdict;

import org.jspecify.annotations.NullMarked;
