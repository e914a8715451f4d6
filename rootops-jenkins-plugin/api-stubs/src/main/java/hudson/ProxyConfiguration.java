package hudson;

import java.net.http.HttpClient;

public final class ProxyConfiguration {
    private ProxyConfiguration() {}

    public static HttpClient.Builder newHttpClientBuilder() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
