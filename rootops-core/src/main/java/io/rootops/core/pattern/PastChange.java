package io.rootops.core.pattern;

import io.rootops.core.evaluate.LabelledCommit;
import java.util.List;

/** A commit of the default branch, the files that it touched, and what became of it. */
public record PastChange(LabelledCommit commit, List<TouchedFile> files) {
    public PastChange {
        files = List.copyOf(files);
    }
}
