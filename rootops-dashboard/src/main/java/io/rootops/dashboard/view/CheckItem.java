package io.rootops.dashboard.view;

import io.rootops.core.check.CheckConclusion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What another check says of a commit, in its newest attempt.
 *
 * @param name of the check; of a suite of checks that of its app
 * @param app who checks; null: not told
 * @param conclusion the forge's word; null: it is not completed
 */
public record CheckItem(
        String name,
        @Nullable String app,
        CheckConclusion.Kind kind,
        CheckConclusion.Progress state,
        @Nullable String conclusion,
        @Nullable Instant completedAt) {

    static CheckItem of(CheckConclusion check) {
        boolean suite = check.kind() == CheckConclusion.Kind.CHECK_SUITE;
        return new CheckItem(
                suite ? check.app() == null ? "All checks of an app" : check.app() : check.name(),
                check.app(),
                check.kind(),
                check.progress(),
                check.conclusion(),
                check.completedAt());
    }

    /** How it ended, or how far it is, for people. */
    public String words() {
        return (conclusion == null ? state.word() : conclusion).replace('_', ' ');
    }
}
