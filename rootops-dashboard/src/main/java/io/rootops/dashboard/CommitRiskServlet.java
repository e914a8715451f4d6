package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.CommitRiskView;
import io.rootops.dashboard.view.CommitRiskView.Several;
import io.rootops.dashboard.view.CommitRiskView.Status;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/v1/repositories/{owner}/{name}/commits/{sha}/risk with wait, /api/v1/commits/{sha}/risk where the repository has
 * another name here, and /api/v1/repositories/{owner}/{name}/commits/risk with shas: for builds, which often begin before RootOps
 * has heard of what was pushed.
 */
final class CommitRiskServlet extends JsonServlet {
    private static final int LONGEST_WAIT_SECONDS = 30;
    static final int MOST_SHAS = 100;
    /** Each holds a thread; who comes later is answered at once and comes back. */
    private static final int MOST_WAITING = 12;
    /** Another replica may have read it, which announces nothing here. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final String RETRY_SECONDS = "5";
    /** Below /api/v1/repositories, or below /api/v1/commits, where no repository is named. */
    private static final Pattern PATH = Pattern.compile("/(?:(?<name>[^/]+/[^/]+)/commits/)?(?:(?<sha>[^/]+)/)?risk");

    private static final Pattern FULL_SHA = Pattern.compile("[0-9a-f]{40}");

    private final transient RepositoryMemory repositories;
    private final transient CommitRiskReader risks;
    private final transient EventHub events;
    private final transient Semaphore waiting = new Semaphore(MOST_WAITING);

    CommitRiskServlet(Json json, RepositoryMemory repositories, CommitRiskReader risks, EventHub events) {
        super(json);
        this.repositories = repositories;
        this.risks = risks;
        this.events = events;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
        if (!path.matches()) {
            throw ProblemException.noSuchPage(query.path());
        }
        TrackedRepository repository = path.group("name") == null
                ? null
                : RepositoryLookup.named(repositories.all(), path.group("name"), query.path());
        if (path.group("sha") != null) {
            return one(repository, CommitLookup.sha(path.group("sha"), query.path()), query);
        }
        if (repository == null) {
            throw ProblemException.noSuchPage(query.path());
        }
        return ok(new Several(risks.several(repository, shas(query))));
    }

    private Answer one(@Nullable TrackedRepository repository, String sha, Query query) {
        CommitRiskView view = awaited(repository, sha, query)
                .orElseThrow(() -> ProblemException.unknownCommit(
                        sha, repository == null ? "in any repository" : "in " + repository.name(), query.path()));
        return view.status() == Status.PENDING
                ? Answer.of(202, "application/json", json.bytes(view)).with("Retry-After", RETRY_SECONDS)
                : ok(view);
    }

    private Optional<CommitRiskView> awaited(@Nullable TrackedRepository repository, String sha, Query query) {
        Duration wait = Duration.ofSeconds(query.number("wait", 0, 0, LONGEST_WAIT_SECONDS));
        Optional<CommitRiskView> view = risks.one(repository, sha, query.path());
        if (wait.isZero() || !comes(view) || !waiting.tryAcquire()) {
            return view;
        }
        try {
            long end = System.nanoTime() + wait.toNanos();
            long left = wait.toNanos();
            while (left > 0 && comes(view) && events.awaitChange(least(Duration.ofNanos(left)))) {
                view = risks.one(repository, sha, query.path());
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            // The server stops: what is known so far is the answer.
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        return view;
    }

    /** Whether waiting may change it. */
    private static boolean comes(Optional<CommitRiskView> view) {
        return view.isEmpty() || view.get().status() == Status.PENDING;
    }

    private static Duration least(Duration left) {
        return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
    }

    private static List<String> shas(Query query) {
        String text = query.get("shas");
        List<String> shas = text == null
                ? List.of()
                : Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (shas.isEmpty()
                || shas.size() > MOST_SHAS
                || !shas.stream().allMatch(it -> FULL_SHA.matcher(it).matches())) {
            throw query.wrong("shas", "1 to " + MOST_SHAS + " shas of 40 digits, separated by commas");
        }
        return shas;
    }
}
