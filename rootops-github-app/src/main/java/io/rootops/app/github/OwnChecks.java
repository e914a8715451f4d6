package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.settings.GitHubApp;
import java.util.Optional;

/** Which of the checks on GitHub are RootOps' own. Thread-safe. */
public final class OwnChecks {
    /** Of the commit statuses that it writes. */
    public static final String CONTEXT = CommitStatuses.CONTEXT;

    private final AppIdentity identity;

    public OwnChecks(AppIdentity identity) {
        this.identity = identity;
    }

    /** Whether a check run or check suite is. */
    public boolean own(JsonNode check) {
        JsonNode app = check.path("app");
        Optional<String> id = identity.app().map(GitHubApp::id);
        boolean ourApp = id.filter(it -> it.equals(app.path("id").asText())
                        || it.equals(app.path("client_id").asText()))
                .isPresent();
        return ourApp || check.path("external_id").asText().equals(CheckRuns.EXTERNAL_ID);
    }
}
