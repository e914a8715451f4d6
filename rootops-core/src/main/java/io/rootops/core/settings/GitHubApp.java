package io.rootops.core.settings;

import java.security.PrivateKey;

/**
 * Who RootOps is as a GitHub App.
 *
 * @param id its App ID, or its client ID
 */
public record GitHubApp(String id, PrivateKey key) {
    @Override
    public String toString() {
        return "GitHub App " + id;
    }
}
