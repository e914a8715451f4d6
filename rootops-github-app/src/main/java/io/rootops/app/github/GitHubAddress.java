package io.rootops.app.github;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which GitHub.
 *
 * @param web where people and git go, such as https://github.com; without a slash at the end
 * @param api where its REST API is, such as https://api.github.com
 */
public record GitHubAddress(URI web, URI api) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*/(?!\\.{1,2}$)[A-Za-z0-9._-]+");

    /** For sentences: the host, with its port where that is unusual. */
    String host() {
        return host(web);
    }

    static String host(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /** A name for directories. */
    String directory() {
        return host().toLowerCase(Locale.ROOT).replace(':', '-');
    }

    /** Also keeps ".." and the like out of paths and addresses. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
