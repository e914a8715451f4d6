package io.rootops.core.engine;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How this RootOps comes to be a GitHub App: GitHub makes one by a manifest that a person's browser carries to it. */
public interface GitHubConnection {
    /** How it stands. Answers at once. */
    State state();

    /**
     * What a browser is to send to GitHub.
     *
     * @param organization that the App is to belong to; null: the person's own account
     * @param here where the person reaches this RootOps
     * @return empty when what comes back could not be stored; {@link #state} says why
     */
    Optional<Application> apply(@Nullable String organization, URI here);

    /**
     * GitHub has sent the person back: takes what it made.
     *
     * @param code of GitHub's, for one use within the hour
     * @param state of {@link #apply}
     * @return empty when RootOps is that App now; else why not and what to do, for people
     */
    Optional<String> finish(@Nullable String code, @Nullable String state);

    /** Is this App no more. On GitHub it stays, until somebody deletes it there. */
    void forget();

    /**
     * How it stands.
     *
     * @param github web address of the GitHub that this is about
     * @param app null: RootOps is none
     * @param problem why secrets cannot be stored or read, for people; null: they can be
     */
    record State(URI github, @Nullable App app, @Nullable String problem) {}

    /**
     * The App.
     *
     * @param name null: only GitHub knows
     * @param page where it is on GitHub; null: only GitHub knows
     * @param byEnvironment true: by GITHUB_APP_ID; false: made here
     * @param webhook whether it was made with one
     */
    record App(
            String id,
            @Nullable String name,
            @Nullable String owner,
            @Nullable URI page,
            boolean byEnvironment,
            boolean webhook) {}

    /**
     * What a browser is to send.
     *
     * @param address to be posted to
     * @param manifest as the field of that name
     * @param webhook whether GitHub will send webhooks: not where it cannot reach this RootOps
     */
    record Application(URI address, String manifest, boolean webhook) {}
}
