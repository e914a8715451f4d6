package io.rootops.core.pull;

/**
 * A pull request whose commits were read.
 *
 * @param head that was read
 * @param base commit on the base branch: its range is what {@code head} reaches and this does not
 */
public record ReadPull(PullRequest pull, String head, String base) {}
