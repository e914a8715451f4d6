package io.rootops.app.github;

import io.rootops.core.installation.RateBudget;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the headers of GitHub's answers say of limits and versions. */
record AnswerHeaders(HttpResponse<?> response) {
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
