package io.rootops.dashboard.view;

import io.rootops.core.pull.PullRequest;
import io.rootops.core.risk.Reason;
import java.util.List;

/**
 * A pull request as its check run tells of it.
 *
 * @param range from its base to its head
 * @param reasons of its riskiest commit
 * @param whatIf what the model says of that commit made otherwise
 * @param advice where a second look pays
 */
public record PullView(
        PullRequest pull, RangeView range, List<Reason> reasons, List<WhatIfItem> whatIf, Advice advice) {

    /** Its place in words; only where it has a percentile. */
    public String place() {
        return (range.ranking().learned()
                        ? "As risky as a commit that is riskier than "
                        : "As large as a commit that is larger than ")
                + range.percentile() + " of 100 commits of "
                + (range.ranking().amongPublicProjects() ? "public projects." : "this repository.");
    }

    /** What its probability says, without the number itself. */
    public String expectation() {
        String one = range.scoredCommits() == 1
                ? "that its commit"
                : "that at least one of its " + range.scoredCommits() + " commits";
        String sure = range.scoredCommits() == 1
                ? "."
                : range.shareMeasured()
                        ? ", as far as commits that came together shared their fate in this history."
                        : ", each taken by itself: this history tells too little of commits that come together.";
        return one + " will have to be fixed or reverted" + sure;
    }
}
