package io.rootops.app.github;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of GitHub's answers say: how long to wait, and where the next page is. */
final class LimitHeaders {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    private LimitHeaders() {}

    /** Until when it wants us to wait; empty: it does not say. */
    static Optional<Instant> until(HttpResponse<?> response, Instant now) {
        Optional<Instant> after = response.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("[0-9]{1,6}"))
                .map(it -> now.plusSeconds(Long.parseLong(it)));
        Optional<Instant> reset = response.headers()
                .firstValue("X-RateLimit-Remaining")
                .filter("0"::equals)
                .flatMap(it -> response.headers().firstValue("X-RateLimit-Reset"))
                .filter(it -> it.matches("[0-9]{1,11}"))
                .map(it -> Instant.ofEpochSecond(Long.parseLong(it)));
        return after.or(() -> reset);
    }

    /** The next page, if it is on the same host: the token goes with it. */
    static Optional<URI> next(HttpResponse<?> response, URI api) {
        Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
        return link.find()
                ? Optional.of(response.uri().resolve(link.group(1))).filter(it -> SameHost.same(api, it))
                : Optional.empty();
    }
}
