package io.rootops.core.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub App that was made for this RootOps.
 *
 * @param id its number
 * @param slug its name in addresses
 * @param owner login of the user or organisation that it belongs to
 * @param page where it is on GitHub
 * @param privateKey PEM
 * @param webhookSecret null: it has no webhook
 */
public record RegisteredApp(
        long id,
        String slug,
        String name,
        String owner,
        URI page,
        Secret privateKey,
        @Nullable Secret webhookSecret) {

    /** @throws IllegalArgumentException when its key is none */
    public GitHubApp asApp() {
        return new GitHubApp(
                String.valueOf(id),
                AppKey.pem(privateKey.value())
                        .orElseThrow(() -> new IllegalArgumentException("the private key is no PEM of an RSA key")));
    }
}
