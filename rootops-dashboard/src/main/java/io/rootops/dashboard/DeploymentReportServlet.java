package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * POST /api/v1/intelligence/deployment: a deployment that happened, to be watched; and /monitor: the same now, whatever was
 * deployed. Told twice it is one: by its id, the header Idempotency-Key, or, without either, its service, commit
 * and version within ten minutes.
 */
final class DeploymentReportServlet extends JsonServlet {
    private static final Map<String, DeploymentState> STATES = Map.of(
            "success", DeploymentState.SUCCESS,
            "in_progress", DeploymentState.IN_PROGRESS,
            "failure", DeploymentState.FAILURE);

    private final transient RepositoryMemory repositories;
    private final transient DeploymentReports reports;
    private final transient DeploymentsReader deployments;
    private final transient InstantSource clock;
    private final boolean now;

    /** @param now whether what is asked for is to look from now on */
    DeploymentReportServlet(
            Json json,
            RepositoryMemory repositories,
            DeploymentReports reports,
            DeploymentsReader deployments,
            InstantSource clock,
            boolean now) {
        super(json);
        this.repositories = repositories;
        this.reports = reports;
        this.deployments = deployments;
        this.clock = clock;
        this.now = now;
    }

    @Override
    List<String> methods() {
        return List.of("POST");
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        SameOrigin.require(request);
        JsonBody body = JsonBody.of(request);
        TrackedRepository repository = repository(body);
        DeploymentReports.Taken taken = reports.take(new DeploymentReports.Report(
                repository.id(),
                ReportKey.of(body, request, "external_id", "deployment_id", "id"),
                orEmpty(body.text("environment", "env")),
                body.text("service", "service_name"),
                sha(body),
                body.text("version", "tag"),
                now ? DeploymentState.SUCCESS : state(body),
                now ? null : time(body)));
        return Answer.of(
                taken.news() ? 201 : 200,
                "application/json",
                json.bytes(deployments.told(repository, taken.event(), Query.of(request))));
    }

    private TrackedRepository repository(JsonBody body) {
        List<TrackedRepository> all = repositories.all();
        String name = body.text("repository", "repo");
        TrackedRepository found = RepositoryLookup.orTheOnlyOne(
                all, name == null ? null : RepositoryLookup.named(all, name, body.path()));
        if (found == null) {
            throw body.wrong("repository", "owner/name of a repository that RootOps follows");
        }
        return found;
    }

    private static @Nullable String sha(JsonBody body) {
        String sha = body.text("sha", "commit_sha", "commit");
        if (sha == null) {
            return null;
        }
        if (!sha.matches("[0-9a-fA-F]{40}")) {
            throw body.wrong("sha", "the 40 digits of a commit's sha; it need not be known yet");
        }
        return sha.toLowerCase(Locale.ROOT);
    }

    private static DeploymentState state(JsonBody body) {
        String word = body.text("state", "status");
        DeploymentState state = word == null ? DeploymentState.SUCCESS : STATES.get(word.toLowerCase(Locale.ROOT));
        if (state == null) {
            throw body.wrong("state", STATES.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return state;
    }

    private @Nullable Instant time(JsonBody body) {
        Instant time = body.time("deployed_at", "time", "timestamp");
        Optional<String> expected =
                time == null ? Optional.empty() : ReportedTime.expectedInsteadOf(time, clock.instant());
        if (expected.isPresent()) {
            throw body.wrong("deployed_at", expected.get());
        }
        return time;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
