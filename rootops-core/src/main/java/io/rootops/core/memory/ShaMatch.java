package io.rootops.core.memory;

import java.util.List;

/** What a full or short sha names. */
public sealed interface ShaMatch {
    /** Just this commit. */
    record Found(CommitDetail commit) implements ShaMatch {}

    /** More than one: a short sha with several endings, or a sha that several repositories know. */
    record Ambiguous(List<CommitSummary> commits) implements ShaMatch {}

    /** None. */
    record Unknown() implements ShaMatch {}
}
