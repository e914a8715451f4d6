package io.rootops.app.github;

import io.rootops.core.settings.Secret;
import java.net.URI;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Gives the token when the host asks for it; it stands in no address and no file. */
final class TokenCredentials extends UsernamePasswordCredentialsProvider {
    private final URI host;

    TokenCredentials(URI host, Secret token) {
        super("x-access-token", token.value());
        this.host = host;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        return host.getHost().equalsIgnoreCase(uri.getHost()) && super.get(uri, items);
    }
}
