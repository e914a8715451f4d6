package io.rootops.core.deployment;

import java.util.Locale;

/** What tells of a deployment, from the surest sign to the weakest: the order is that of the ladder. */
public enum Rung {
    /** RootOps itself was told of it, by whoever deployed. */
    REPORTED("reports"),
    /** The forge was told that a revision was deployed to an environment. */
    DEPLOYMENT_STATUS("deployments"),
    /** A release was published. */
    RELEASE("releases"),
    /** A workflow whose name speaks of deploying succeeded on the default branch. */
    WORKFLOW_RUN("workflow runs"),
    /** A version was tagged. */
    TAG("tags"),
    /** The default branch was pushed to: continuous deployment is assumed. */
    PUSH("pushes");

    private final String words;

    Rung(String words) {
        this.words = words;
    }

    /** Whether it says to which environment. */
    public boolean namesEnvironments() {
        return this == REPORTED || this == DEPLOYMENT_STATUS;
    }

    /** Else it is assumed only, and what begins to run has to show it. */
    public boolean saysItRuns() {
        return this != TAG && this != PUSH;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, several of them. */
    public String words() {
        return words;
    }

    public static Rung of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
