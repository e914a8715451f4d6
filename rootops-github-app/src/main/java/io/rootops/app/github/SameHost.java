package io.rootops.app.github;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Objects;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory2;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** Connections to one host only: a redirect may lead to a renamed repository, never to another place. */
final class SameHost implements HttpConnectionFactory2 {
    private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final URI host;

    SameHost(URI host) {
        this.host = host;
    }

    static boolean same(URI a, URI b) {
        return Objects.equals(a.getScheme(), b.getScheme())
                && String.valueOf(a.getHost()).equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        check(url);
        return connections.create(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        check(url);
        return connections.create(url, proxy);
    }

    @Override
    public GitSession newSession() {
        return connections.newSession();
    }

    private void check(URL url) throws IOException {
        if (!same(host, URI.create(url.getProtocol() + "://" + url.getAuthority()))) {
            throw new GitHubProblem.OtherHostException(url.getProtocol() + "://" + url.getHost());
        }
    }
}
