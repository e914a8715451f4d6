package io.rootops.core.engine;

/** Who wants to know that something changed, to show it. Called from any thread; must return at once. */
public interface Announcements {
    /** What changed; the words are those of the live stream. */
    enum Part {
        COMMITS,
        MINING,
        REPOSITORIES,
        BACKENDS,
        DELIVERIES,
        DEPLOYMENTS,
        INCIDENTS
    }

    void changed(Part part);
}
