package io.rootops.core.pattern;

import io.rootops.core.evaluate.LabelledCommit;
import java.time.Instant;
import java.util.List;

/** A commit of the default branch, the files that it touched, and what became of it. */
public record PastChange(LabelledCommit commit, List<TouchedFile> files) implements Observed {
    public PastChange {
        files = List.copyOf(files);
    }

    @Override
    public Instant at() {
        return commit.committedAt();
    }

    @Override
    public boolean judged(Instant then) {
        return commit.judged(then);
    }

    @Override
    public boolean knownBad(Instant then) {
        return commit.knownBad(then);
    }

    @Override
    public double trust(Instant then) {
        return commit.trust(then);
    }

    @Override
    public String sha() {
        return commit.sha();
    }
}
