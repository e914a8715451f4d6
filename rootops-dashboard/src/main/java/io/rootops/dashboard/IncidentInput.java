package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.IncidentEdits;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.Links;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what somebody tells of an incident, from JSON or from a form. */
final class IncidentInput {
    private static final int LONGEST_LINK = 2_000;
    private static final String[] ENDED = {"ended_at", "ended", "resolved_at"};

    private final RepositoryMemory repositories;
    private final CommitMemory commits;
    private final InstantSource clock;

    IncidentInput(RepositoryMemory repositories, CommitMemory commits, InstantSource clock) {
        this.repositories = repositories;
        this.commits = commits;
        this.clock = clock;
    }

    /** What is written of it, as it may be kept; it may be megabytes, so that it is read once. */
    static IncidentText text(Fields fields) {
        return IncidentText.of(orEmpty(fields.longText("text", "description", "stack_trace", "logs")));
    }

    /**
     * A new one.
     *
     * @param key as of {@link ReportKey}
     * @param text as of {@link #text}
     * @throws ProblemException where something cannot be used
     */
    IncidentReport report(Fields fields, @Nullable String key, String text) {
        String title = fields.longText("title", "summary");
        if (title == null) {
            title = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("");
        }
        if (title.isBlank()) {
            throw fields.wrong(
                    "title", "a line that says what went wrong; or a text, whose first line is taken for it");
        }
        Instant ended = time(fields, ENDED);
        Instant said = time(fields, "began_at", "began", "started_at");
        Instant began = said != null ? said : ended != null ? ended : clock.instant();
        if (ended != null && ended.isBefore(began)) {
            throw fields.wrong("ended_at", "a time that is not before began_at");
        }
        ServiceName service = new ServiceName(
                orEmpty(fields.text("service", "service_name")), orEmpty(fields.text("environment", "env")));
        return new IncidentReport(
                IncidentSource.REPORTED,
                key,
                repository(fields, service),
                service,
                title,
                text,
                Severity.of(fields.text("severity", "priority")),
                link(fields),
                began,
                ended,
                said != null);
    }

    /**
     * Full sha of the commit that is said to have done it; null: it is not told. It need not be known where it is full.
     *
     * @param repository that it is looked for in; null: in all
     */
    @Nullable
    String sha(Fields fields, @Nullable RepositoryId repository) {
        String told = fields.text("sha", "commit_sha", "known_sha", "commit");
        if (told == null) {
            return null;
        }
        String sha = told.toLowerCase(Locale.ROOT);
        if (sha.matches("[0-9a-f]{40}")) {
            return sha;
        }
        ShaMatch match = sha.matches("[0-9a-f]{4,39}") ? commits.find(repository, sha) : new ShaMatch.Unknown();
        if (match instanceof ShaMatch.Found found) {
            return found.commit().summary().sha();
        }
        if (match instanceof ShaMatch.Ambiguous ambiguous) {
            throw ProblemException.ambiguousCommit(
                    sha, ambiguous.commits().stream().map(CommitItem::of).toList(), fields.path());
        }
        throw fields.wrong("sha", "the 40 digits of a commit's sha; fewer do where RootOps knows the commit");
    }

    /** What is to be set of an incident. */
    interface Change {
        /** @throws ProblemException where it cannot be */
        IncidentEdit of(IncidentEdits.Standing now);
    }

    /**
     * What is sent in the place of what stands; what is not sent stays.
     *
     * @param text as of {@link #text}
     * @throws ProblemException where something cannot be used
     */
    Change change(Fields fields, String text) {
        String title = orEmpty(fields.longText("title"));
        if (fields.has("title") && title.isBlank()) {
            throw fields.wrong("title", "a line that says what went wrong");
        }
        Severity severity = Severity.of(fields.text("severity"));
        String service = orEmpty(fields.text("service"));
        String environment = orEmpty(fields.text("environment"));
        RepositoryId repository = named(fields);
        Instant began = time(fields, "began_at");
        if (fields.has("began_at") && began == null) {
            throw fields.wrong("began_at", "a time as in 2026-11-29T10:00:00Z");
        }
        Function<IncidentEdit, @Nullable Instant> ended = ended(fields);
        return standing -> {
            IncidentEdit now = standing.edit();
            return checked(
                    new IncidentEdit(
                            fields.has("title") ? title : now.title(),
                            fields.has("text") ? text : now.text(),
                            fields.has("severity") ? severity : now.severity(),
                            new ServiceName(
                                    fields.has("service")
                                            ? service
                                            : now.service().name(),
                                    fields.has("environment")
                                            ? environment
                                            : now.service().environment()),
                            fields.has("repository") ? repository : now.repository(),
                            began == null ? now.began() : same(now.began(), began),
                            ended.apply(now)),
                    fields);
        };
    }

    private static IncidentEdit checked(IncidentEdit edit, Fields fields) {
        if (edit.ended() != null && edit.ended().isBefore(edit.began())) {
            throw fields.wrong("ended_at", "a time that is not before began_at");
        }
        return edit;
    }

    /** What it is set to, null being that it goes on. */
    private Function<IncidentEdit, @Nullable Instant> ended(Fields fields) {
        Instant told = time(fields, "ended_at");
        String state =
                Objects.requireNonNullElse(fields.text("state", "status"), "").toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        return switch (state) {
            case "open" -> it -> null;
            case "resolved" -> it -> told != null ? told : it.ended() != null ? it.ended() : now;
            case "" ->
                it -> !fields.has("ended_at")
                        ? it.ended()
                        : it.ended() == null || told == null ? told : same(it.ended(), told);
            default -> throw fields.wrong("state", "open or resolved");
        };
    }

    /** A form knows no fractions of seconds. */
    private static Instant same(Instant before, Instant told) {
        return before.truncatedTo(ChronoUnit.SECONDS).equals(told) ? before : told;
    }

    private @Nullable Instant time(Fields fields, String... names) {
        Instant time = fields.time(names);
        Optional<String> expected =
                time == null ? Optional.empty() : ReportedTime.expectedOfIncident(time, clock.instant());
        if (expected.isPresent()) {
            throw fields.wrong(names[0], expected.get());
        }
        return time;
    }

    /** Null: that of the service. Where one alone is followed it needs not be said. */
    private @Nullable RepositoryId repository(Fields fields, ServiceName service) {
        RepositoryId named = named(fields);
        List<TrackedRepository> all = named == null && service.name().isEmpty() ? repositories.all() : List.of();
        return all.size() == 1 ? all.get(0).id() : named;
    }

    /** The repository that is named; null: none is. */
    @Nullable
    RepositoryId named(Fields fields) {
        String name = fields.longText("repository", "repo");
        return name == null
                ? null
                : RepositoryLookup.named(repositories.all(), name, fields.path())
                        .id();
    }

    private static @Nullable String link(Fields fields) {
        String link = fields.longText("link", "url");
        if (link != null && (link.length() > LONGEST_LINK || !Links.browsable(link))) {
            throw fields.wrong("link", "an http or https address of at most " + LONGEST_LINK + " characters");
        }
        return link;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
