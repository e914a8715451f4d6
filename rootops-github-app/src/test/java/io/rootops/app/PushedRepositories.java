package io.rootops.app;

import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Repositories of an account with the App, which are pushed to from several threads. */
final class PushedRepositories {
    private static final long FIRST = 1_000;

    private final InstalledGitHub github;
    private final int count;
    private final Set<String> pushed = ConcurrentHashMap.newKeySet();

    PushedRepositories(InstalledGitHub github, int count) throws IOException {
        this.github = github;
        this.count = count;
        for (int i = 0; i < count; i++) {
            pushed.add(name(i) + " " + github.add(FIRST + i, name(i)).head());
        }
        github.install(7, "acme", LongStream.range(FIRST, FIRST + count).boxed().toArray(Long[]::new));
    }

    private static String name(int number) {
        return "acme/shop-" + number;
    }

    /** owner/name and sha of all that was pushed. */
    Set<String> pushed() {
        return Set.copyOf(pushed);
    }

    /** owner/name and sha of what was pushed last. */
    Set<String> heads() {
        return IntStream.range(0, count)
                .mapToObj(it -> name(it) + " " + github.repository(FIRST + it).head())
                .collect(Collectors.toSet());
    }

    /** Pushes a commit, and makes the delivery that tells of it. */
    SignedDelivery push(int number, String secret) {
        int at = number % count;
        String sha = github.repository(FIRST + at).push("class Change" + number + " {}\n");
        pushed.add(name(at) + " " + sha);
        return SignedDelivery.push("push-" + number, FIRST + at, name(at), sha, secret);
    }
}
