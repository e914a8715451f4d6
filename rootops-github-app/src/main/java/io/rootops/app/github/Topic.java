package io.rootops.app.github;

/** What a list tells of, and what it takes to read it. */
public enum Topic {
    COMMITS("commits", "contents", false),
    PULL_REQUESTS("pull requests", "pull requests", false),
    DEPLOYMENTS("deployments", "deployments", true),
    RELEASES("releases", "contents", true),
    WORKFLOW_RUNS("workflow runs", "actions", true),
    ISSUES("issues", "issues", true),
    CHECK_RUNS("check runs", "checks (which fine-grained tokens cannot have)", true),
    STATUSES("commit statuses", "commit statuses", true);

    private final String words;
    private final String permission;
    private final boolean hidden;

    Topic(String words, String permission, boolean hidden) {
        this.words = words;
        this.permission = permission;
        this.hidden = hidden;
    }

    /** For people. */
    public String words() {
        return words;
    }

    String permission() {
        return permission;
    }

    /** Whoever may not read it is told that there is none. */
    boolean hidden() {
        return hidden;
    }
}
