package io.rootops.core.history;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jgit.errors.StopWalkException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Breaks walks through a history off when time is up: one step may pass thousands of commits. */
record Deadline(Instant end, InstantSource clock) {
    boolean over() {
        return !clock.instant().isBefore(end);
    }

    /** The same, or after so long if that is earlier. */
    LookUps lookUps(Duration longest, int files) {
        Instant then = clock.instant().plus(longest);
        return LookUps.until(then.isBefore(end) ? then : end, files, clock);
    }

    /** Lets all commits through. */
    RevFilter commits() {
        return new RevFilter() {
            @Override
            public boolean include(RevWalk walk, RevCommit commit) {
                stop();
                return true;
            }

            @Override
            public boolean requiresCommitBody() {
                return false;
            }

            @Override
            public RevFilter clone() {
                return this;
            }
        };
    }

    TreeFilter trees(TreeFilter filter) {
        return new TreeFilter() {
            @Override
            public boolean include(TreeWalk walk) throws IOException {
                stop();
                return filter.include(walk);
            }

            @Override
            public boolean shouldBeRecursive() {
                return filter.shouldBeRecursive();
            }

            @Override
            public TreeFilter clone() {
                return trees(filter.clone());
            }
        };
    }

    private void stop() {
        if (over()) {
            throw StopWalkException.INSTANCE;
        }
    }
}
