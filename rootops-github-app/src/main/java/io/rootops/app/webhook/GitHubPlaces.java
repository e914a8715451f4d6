package io.rootops.app.webhook;

import io.rootops.app.github.GitHubAddress;
import java.net.URI;
import java.util.Optional;

/** Where repositories are on our GitHub: made from its configured address, never taken from a payload. */
record GitHubPlaces(URI github) {

    /** Empty when that is no owner/name. */
    Optional<String> cloneUrl(String fullName) {
        return GitHubAddress.isName(fullName) ? Optional.of(web(fullName) + ".git") : Optional.empty();
    }

    String web(String fullName) {
        return github + "/" + fullName;
    }
}
