package io.rootops.dashboard.view;

import io.rootops.core.change.Pause;

/** What is said of a repository that is followed no longer. */
final class PauseText {
    private PauseText() {}

    static String of(Pause pause) {
        return pause == Pause.SUSPENDED
                ? "It is suspended: " + pause.reason() + ". Its history and scores stay; RootOps goes on by itself when"
                        + " that is taken back."
                : "It is no longer followed: " + pause.reason() + ". Its history and scores stay.";
    }
}
