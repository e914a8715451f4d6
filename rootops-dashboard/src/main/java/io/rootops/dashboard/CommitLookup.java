package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.dashboard.view.CommitItem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the commit that a full or short sha names. */
final class CommitLookup {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{4,64}");

    private final CommitMemory commits;

    CommitLookup(CommitMemory commits) {
        this.commits = commits;
    }

    /**
     * Finds it.
     *
     * @param repository null: in all
     * @throws ProblemException when it is no sha, or names none or several
     */
    CommitDetail find(@Nullable TrackedRepository repository, String text, String path) {
        return known(repository, text, path)
                .orElseThrow(() -> ProblemException.unknownCommit(
                        sha(text, path), repository == null ? "in any repository" : "in " + repository.name(), path));
    }

    /**
     * The same where it may name none.
     *
     * @throws ProblemException when it is no sha, or names several
     */
    Optional<CommitDetail> known(@Nullable TrackedRepository repository, String text, String path) {
        String sha = sha(text, path);
        ShaMatch match = commits.find(repository == null ? null : repository.id(), sha);
        if (match instanceof ShaMatch.Ambiguous ambiguous) {
            throw ProblemException.ambiguousCommit(
                    sha, ambiguous.commits().stream().map(CommitItem::of).toList(), path);
        }
        return match instanceof ShaMatch.Found found ? Optional.of(found.commit()) : Optional.empty();
    }

    /** @throws ProblemException when it is none */
    static String sha(String text, String path) {
        String sha = text.toLowerCase(Locale.ROOT);
        if (!SHA.matcher(sha).matches()) {
            throw ProblemException.badParameter(
                    "sha", "'" + text + "' is no sha; expected 4 to 64 hexadecimal digits, such as 9f1c2ab", path);
        }
        return sha;
    }
}
