package io.rootops.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ChecksApi;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.OwnChecks;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.Topic;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.CheckMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What GitHub tells of the checks of one commit, without RootOps' own. What it refuses is left out. Thread-safe. */
final class CommitChecks {
    /** A hundred each; more of one commit are never shown. */
    private static final int MOST_PAGES = 10;

    private final CheckMemory memory;
    private final ChecksApi github;
    private final Refusals refusals;
    private final OwnChecks own;

    CommitChecks(CheckMemory memory, ChecksApi github, Refusals refusals, OwnChecks own) {
        this.memory = memory;
        this.github = github;
        this.refusals = refusals;
        this.own = own;
    }

    /** Whether there is anything that may be asked for. */
    boolean anyAllowed(TrackedRepository repository) {
        return !refusals.holds(repository, Topic.CHECK_RUNS) || !refusals.holds(repository, Topic.STATUSES);
    }

    boolean allAllowed(TrackedRepository repository) {
        return !refusals.holds(repository, Topic.CHECK_RUNS) && !refusals.holds(repository, Topic.STATUSES);
    }

    /**
     * Keeps what is new.
     *
     * @return all that was told
     */
    List<CheckConclusion> take(TrackedRepository repository, String sha) throws ForgeException {
        List<CheckConclusion> told = new ArrayList<>();
        refusals.unlessRefused(
                repository,
                Topic.CHECK_RUNS,
                () -> keep(
                        repository,
                        Topic.CHECK_RUNS,
                        github.runs(repository, sha),
                        page -> page.path("check_runs"),
                        run -> own.own(run) ? Optional.empty() : CheckJson.run(run),
                        told));
        refusals.unlessRefused(
                repository,
                Topic.STATUSES,
                () -> keep(
                        repository,
                        Topic.STATUSES,
                        github.statuses(repository, sha),
                        page -> page.path("statuses"),
                        status -> CheckJson.status(status, sha)
                                .filter(it -> !it.name().equals(OwnChecks.CONTEXT)),
                        told));
        return told;
    }

    private void keep(
            TrackedRepository repository,
            Topic topic,
            Optional<ListPage> first,
            Function<JsonNode, JsonNode> items,
            Function<JsonNode, Optional<CheckConclusion>> reader,
            List<CheckConclusion> told)
            throws ForgeException {
        ListPage page = first.orElse(null);
        for (int i = 1; page != null; i++) {
            for (JsonNode item : items.apply(page.items())) {
                reader.apply(item).ifPresent(it -> {
                    memory.store(repository.id(), it);
                    told.add(it);
                });
            }
            page = page.next() == null || i >= MOST_PAGES ? null : github.after(repository, topic, page);
        }
    }
}
