package io.rootops.app;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Repositories that are pushed to from several threads. */
final class PushedRepositories implements AutoCloseable {
    private final List<GitFixture> repositories = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final Set<String> pushed = ConcurrentHashMap.newKeySet();

    PushedRepositories(FakeGitHub github, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            GitFixture repository = GitFixture.bare(github.add(name(i), false));
            String first = repository.commit().file("first.txt", "first\n").on("main");
            repositories.add(repository);
            heads.add(first);
            pushed.add(name(i) + " " + first);
        }
    }

    private static String name(int number) {
        return "acme/shop-" + number;
    }

    List<String> names() {
        return IntStream.range(0, repositories.size())
                .mapToObj(PushedRepositories::name)
                .toList();
    }

    /** owner/name and sha of all that was pushed. */
    Set<String> pushed() {
        return Set.copyOf(pushed);
    }

    /** Pushes a commit, and makes the delivery that tells of it. */
    synchronized SignedDelivery push(int number, String secret) {
        int at = number % repositories.size();
        String sha = repositories
                .get(at)
                .commit(heads.get(at))
                .file("file-" + number % 50 + ".txt", "change " + number + "\n")
                .on("main");
        heads.set(at, sha);
        pushed.add(name(at) + " " + sha);
        return SignedDelivery.push("push-" + number, 1_000L + at, name(at), sha, secret);
    }

    @Override
    public void close() {
        repositories.forEach(GitFixture::close);
    }
}
