package io.rootops.dashboard.view;

import io.rootops.core.incident.CulpritAnswer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a commit behind an incident, or that none is.
 *
 * @param repository of the commit; null: not known
 * @param sha null: no commit
 * @param kind of what it was instead; null: not said
 * @param change id of a change that is no commit and is meant; null: none is
 * @param changeTitle of that change; null: none is meant
 * @param rank of the commit before anybody had confirmed it, from 1; 0: not among those that are kept; null: not ranked
 * @param by how they came in
 * @param takenBackAt null: it counts
 */
public record AnswerItem(
        int number,
        CulpritAnswer.Verdict answer,
        @Nullable String repository,
        @Nullable String sha,
        CulpritAnswer.@Nullable Kind kind,
        @Nullable UUID change,
        @Nullable String changeTitle,
        double trust,
        @Nullable Integer rank,
        String by,
        Instant at,
        @Nullable Instant takenBackAt) {
    private static final int SHORT_SHA = 10;
    private static final int SHORT_TITLE = 80;

    public static AnswerItem of(CulpritAnswer it, @Nullable String repository, @Nullable String changeTitle) {
        return new AnswerItem(
                it.number(),
                it.verdict(),
                repository,
                it.sha(),
                it.kind(),
                it.change(),
                changeTitle,
                it.trust(),
                it.rank(),
                it.by(),
                it.at(),
                it.takenBack());
    }

    /** That it did it, be it a commit or another change. */
    public boolean confirms() {
        return answer == CulpritAnswer.Verdict.CONFIRMED || answer == CulpritAnswer.Verdict.NONE_OF_THESE;
    }

    /** For people. */
    public String words() {
        return switch (answer) {
            case CONFIRMED -> "This commit did it";
            case REJECTED -> change == null ? "This commit did not" : "This change did not";
            case NONE_OF_THESE ->
                change != null
                        ? "This change did it, and no commit"
                        : kind == null ? "No commit did it" : "No commit did it, but " + kindWords(kind);
        };
    }

    private static String kindWords(CulpritAnswer.Kind kind) {
        return switch (kind) {
            case CONFIGURATION -> "a change of configuration";
            case INFRASTRUCTURE -> "the infrastructure";
            case DEPENDENCY -> "something that it depends on";
            case DATA -> "data";
            case OTHER -> "something else";
        };
    }

    /** Where it stood among the suspects, for people; empty: it was not ranked. */
    public String rankWords() {
        if (rank == null) {
            return "";
        }
        return rank == 0 ? "it was not among the suspects that are kept" : "it had rank " + rank;
    }

    /** The commit or the change as pages write it; empty: neither is meant. */
    public String meant() {
        if (changeTitle != null) {
            return Shown.cut(changeTitle, SHORT_TITLE);
        }
        return sha == null ? "" : sha.substring(0, SHORT_SHA);
    }

    /** Page of the commit; null: it is not known of which repository it is, or none is meant. */
    public @Nullable String link() {
        return repository == null || sha == null ? null : Links.commit(repository, sha);
    }
}
