package io.rootops.core.history;

import java.util.List;

/**
 * A commit that was mined before, as far as {@link FeatureState#replay} needs it. Merges and shallow boundaries (those
 * without features) are none.
 *
 * @param committedAt epoch seconds
 * @param author the e-mail address that is the author's identity
 * @param fix feature {@code fix} is 1
 * @param revert feature {@code isrevert} is 1
 * @param files all, or those that matter
 */
public record PastCommit(long committedAt, String author, boolean fix, boolean revert, List<PastFile> files) {}
