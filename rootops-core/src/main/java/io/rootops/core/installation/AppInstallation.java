package io.rootops.core.installation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where the App is installed, as GitHub lists it.
 *
 * @param id GitHub's number of it: who removes the App and installs it again has another one
 * @param accountType User or Organization
 * @param repositorySelection all or selected
 * @param permissions as JSON
 * @param suspendedAt null: it is not
 */
public record AppInstallation(
        long id,
        String account,
        long accountId,
        String accountType,
        String repositorySelection,
        String permissions,
        List<String> events,
        @Nullable Instant suspendedAt) {

    /** Somebody has picked the repositories one by one. */
    public boolean selected() {
        return repositorySelection.equals("selected");
    }
}
