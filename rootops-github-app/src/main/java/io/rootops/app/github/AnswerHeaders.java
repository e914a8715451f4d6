package io.rootops.app.github;

import io.rootops.core.installation.RateBudget;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What GitHub says in the headers of its answers. */
record AnswerHeaders(HttpResponse<?> response) {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    /** The next page, if it is on the same host as that: the token goes with it. */
    Optional<URI> next(URI api) {
        Matcher link = NEXT.matcher(text("Link").orElse(""));
        return link.find()
                ? Optional.of(response.uri().resolve(link.group(1))).filter(it -> SameHost.same(api, it))
                : Optional.empty();
    }

    /**
     * Until when GitHub wants us to wait, by the clock that is given; empty: it does not say so.
     *
     * @param now by that clock
     */
    Optional<Instant> waits(Instant now) {
        Optional<Instant> after =
                number("Retry-After").stream().mapToObj(now::plusSeconds).findFirst();
        boolean nothingLeft = text("X-RateLimit-Remaining").filter("0"::equals).isPresent();
        return after.or(() -> nothingLeft ? reset() : Optional.empty());
    }

    /** Empty where there is no limit, as on some Enterprise Servers. */
    Optional<RateBudget> budget() {
        OptionalLong limit = number("X-RateLimit-Limit");
        OptionalLong remaining = number("X-RateLimit-Remaining");
        return limit.isEmpty() || remaining.isEmpty()
                ? Optional.empty()
                : reset().map(it -> new RateBudget((int) limit.getAsLong(), (int) remaining.getAsLong(), it));
    }

    @Nullable
    String etag() {
        return text("ETag").orElse(null);
    }

    @Nullable
    String lastModified() {
        return text("Last-Modified").orElse(null);
    }

    private Optional<Instant> reset() {
        return text("X-RateLimit-Reset")
                .filter(it -> it.matches("[0-9]{1,11}"))
                .map(it -> Instant.ofEpochSecond(Long.parseLong(it)));
    }

    private OptionalLong number(String header) {
        return text(header)
                .filter(it -> it.matches("[0-9]{1,9}"))
                .map(it -> OptionalLong.of(Long.parseLong(it)))
                .orElse(OptionalLong.empty());
    }

    private Optional<String> text(String header) {
        return response.headers().firstValue(header);
    }
}
