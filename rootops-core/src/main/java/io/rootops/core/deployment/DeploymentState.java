package io.rootops.core.deployment;

import java.util.Locale;

/** How a deployment stands. The order is that of progress; of two that a forge tells of one moment the later counts. */
public enum DeploymentState {
    /** Of a release: not published yet, or not any more. */
    DRAFT,
    /** Of a release: not for everybody yet. */
    PRERELEASE,
    QUEUED,
    PENDING,
    IN_PROGRESS,
    CANCELLED,
    ERROR,
    FAILURE,
    SUCCESS,
    /** Another one has taken its place: no success, nor the end of one. */
    INACTIVE,
    /** Taken back by people; it does not come again. */
    DELETED;

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeploymentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What was not meant for everybody is no deployment, whatever it was before. */
    boolean withdrawn() {
        return this == DRAFT || this == PRERELEASE || this == DELETED;
    }
}
