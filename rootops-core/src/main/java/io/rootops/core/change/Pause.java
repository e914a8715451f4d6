package io.rootops.core.change;

import java.util.Locale;

/** Why a repository is not followed, though it was once or could be. What was read of it stays. */
public enum Pause {
    REMOVED("it is not among the repositories of the App's installation any more, or was deleted"),
    SUSPENDED("the account has suspended the GitHub App"),
    ARCHIVED("it is archived on GitHub"),
    DISABLED("GitHub has disabled it"),
    FORK("it is a fork; those are followed where they are selected in the App's installation"),
    NOT_NAMED("GITHUB_REPO names others");

    private final String reason;

    Pause(String reason) {
        this.reason = reason;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Pause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** For people, as what follows a colon. */
    public String reason() {
        return reason;
    }
}
