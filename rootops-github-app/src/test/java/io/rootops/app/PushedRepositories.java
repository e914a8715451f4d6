package io.rootops.app;

import io.rootops.app.github.HostedRepository;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Repositories of an account with the App, where several threads push and do other work, and what must come of all. */
final class PushedRepositories {
    private static final long FIRST = 1_000;

    private final InstalledGitHub github;
    private final int count;
    private final Set<String> pushed = ConcurrentHashMap.newKeySet();
    /** Of open pull requests. */
    private final Set<String> proposed = ConcurrentHashMap.newKeySet();

    private final Map<String, String> pulls = new ConcurrentHashMap<>();
    private final Map<String, String> deployments = new ConcurrentHashMap<>();
    private final Map<String, String> issues = new ConcurrentHashMap<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();

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

    /** One of them. */
    HostedRepository first() {
        return github.repository(FIRST);
    }

    /** owner/name and sha of all that was pushed or proposed. */
    Set<String> pushed() {
        return Set.copyOf(pushed);
    }

    /** owner/name and sha of what was pushed last, and of open pull requests. */
    Set<String> heads() {
        Set<String> heads = ConcurrentHashMap.newKeySet();
        heads.addAll(proposed);
        IntStream.range(0, count)
                .mapToObj(it -> name(it) + " " + github.repository(FIRST + it).head())
                .forEach(heads::add);
        return heads;
    }

    List<String> pulls() {
        return lines(pulls);
    }

    List<String> deployments() {
        return lines(deployments);
    }

    List<String> issues() {
        return lines(issues);
    }

    List<String> statuses() {
        return lines(statuses);
    }

    private static List<String> lines(Map<String, String> told) {
        return told.entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .toList();
    }

    /** Pushes a commit, and makes the delivery that tells of it. */
    SignedDelivery push(int number, String secret) {
        int at = number % count;
        String sha = github.repository(FIRST + at).push("class Change" + number + " {}\n");
        pushed.add(name(at) + " " + sha);
        deployments.put(name(at) + " push " + sha + " -", "success " + sha);
        return SignedDelivery.of(
                "push-" + number,
                "push",
                """
                {"ref":"refs/heads/main","after":"%s","forced":false,"deleted":false,"commits":[],
                 "head_commit":{"id":"%s"},"sender":{"login":"octo","id":1},
                 "repository":{"id":%d,"full_name":"%s","private":true,"default_branch":"main","pushed_at":%d}}
                """.formatted(sha, sha, FIRST + at, name(at), Instant.now().getEpochSecond()),
                secret);
    }

    /** A pull request, and a status of its head; every second one is merged. */
    Telling pullRequest(int number, String secret) {
        int at = number % count;
        int its = number / count + 1;
        HostedRepository repository = github.repository(FIRST + at);
        synchronized (repository) {
            String base = repository.head();
            boolean merged = its % 2 == 0;
            if (merged) {
                repository.push("class Merged" + number + " {}\n");
            }
            String sha = merged ? repository.merged(its) : repository.propose(its, "class Proposed" + number + " {}\n");
            pushed.add(name(at) + " " + sha);
            if (!merged) {
                proposed.add(name(at) + " " + sha);
            }
            return telling(at, its, base, sha, merged, secret);
        }
    }

    /** A deployment of what was pushed last, and an issue. */
    Telling deployment(int number, String secret) {
        int at = number % count;
        String sha = github.repository(FIRST + at).head();
        return telling(at, number / count + 1, sha, sha, false, secret);
    }

    private Telling telling(int at, int its, String base, String sha, boolean merged, String secret) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Telling(new ForgeStory(FIRST + at, name(at), its, base, sha, merged, now, secret));
    }

    /** The deliveries of one story, in the order in which things happened. */
    final class Telling {
        private final ForgeStory story;

        private Telling(ForgeStory story) {
            this.story = story;
        }

        SignedDelivery pullRequest(int step) {
            return story.pullRequest(guid("pull", step), step, pulls);
        }

        SignedDelivery status(int step) {
            return story.status(guid("status", step), step, statuses);
        }

        SignedDelivery deployment(int step) {
            return story.deployment(guid("deployment", step), step, deployments);
        }

        SignedDelivery issue(int step) {
            return story.issue(guid("issue", step), step, issues);
        }

        private String guid(String what, int step) {
            return what + "-" + story.githubId() + "-" + story.number() + "-" + step;
        }
    }
}
