package io.rootops.app.github;

import io.jsonwebtoken.Jwts;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Proves to GitHub who the App is. */
final class AppProof {
    /** GitHub refuses more than ten minutes, and what is dated after its own clock. */
    private static final Duration LASTS = Duration.ofMinutes(8);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final GitHubApp app;

    AppProof(GitHubApp app) {
        this.app = app;
    }

    /** A JSON Web Token that holds for some minutes, signed with RS256. */
    Secret token(Instant now) {
        return new Secret(Jwts.builder()
                .issuer(app.id())
                .issuedAt(Date.from(now.minus(CLOCKS_DIFFER)))
                .expiration(Date.from(now.plus(LASTS)))
                .signWith(app.key(), Jwts.SIG.RS256)
                .compact());
    }
}
