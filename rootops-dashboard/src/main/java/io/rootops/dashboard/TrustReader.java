package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.Measurement;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.evaluate.Reliability;
import io.rootops.core.evaluate.TrustReport;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.Reservations;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.TrustItem;
import io.rootops.dashboard.view.TrustView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers the Trust page. Measuring takes a second on a long history, so it is done once a learning and day. */
final class TrustReader {
    private final LearningRecord learning;
    private final CommitMemory commits;
    private final List<PublicRecord> publicRecord;
    private final Map<RepositoryId, Measured> measured = new ConcurrentHashMap<>();

    /** Stands until something was learned, or another day lets more commits be judged. */
    private record Measured(ModelState model, Instant day, TrustReport report, Reservations reservations) {}

    TrustReader(LearningRecord learning, CommitMemory commits, List<PublicRecord> publicRecord) {
        this.learning = learning;
        this.commits = commits;
        this.publicRecord = List.copyOf(publicRecord);
    }

    TrustView read(TrackedRepository repository, Instant now) {
        ModelState model = learning.model(repository.id());
        Measured it = measured(repository, model, now);
        return TrustView.of(
                repository.name(),
                model,
                learning.notTaken(repository.id()).orElse(null),
                learning.priorProblem().orElse(null),
                it.report(),
                titles(repository, it.report()),
                it.reservations(),
                publicRecord);
    }

    /** In short, for the overview. */
    TrustItem brief(TrackedRepository repository, Instant now) {
        return TrustItem.of(repository.name(), report(repository, learning.model(repository.id()), now));
    }

    /** The tenth of probabilities that one falls into; empty where nothing is measured, or it is outside all. */
    Optional<Reliability.Bin> bin(TrackedRepository repository, double probability, Instant now) {
        Measurement it =
                report(repository, learning.model(repository.id()), now).measurement();
        return it == null ? Optional.empty() : it.reliability().binOf(probability);
    }

    /** Where no repository is followed. */
    TrustView nothing(Instant now) {
        return TrustView.of(
                null,
                ModelState.NOTHING_LEARNED,
                null,
                learning.priorProblem().orElse(null),
                TrustReport.of(List.of(), day(now)),
                Map.of(),
                Reservations.NONE,
                publicRecord);
    }

    private TrustReport report(TrackedRepository repository, ModelState model, Instant now) {
        return measured(repository, model, now).report();
    }

    private Measured measured(TrackedRepository repository, ModelState model, Instant now) {
        Instant day = day(now);
        Measured known = measured.get(repository.id());
        if (known != null && known.model().equals(model) && known.day().equals(day)) {
            return known;
        }
        Measured fresh = new Measured(
                model,
                day,
                TrustReport.of(learning.heldOut(repository.id()), day),
                learning.reservations(repository.id(), now));
        measured.put(repository.id(), fresh);
        return fresh;
    }

    private Map<String, String> titles(TrackedRepository repository, TrustReport report) {
        List<String> shas = Stream.concat(report.caught().stream(), report.missed().stream())
                .map(PlacedCommit::sha)
                .distinct()
                .toList();
        return commits.all(repository.id(), shas).stream()
                .collect(Collectors.toMap(CommitSummary::sha, CommitSummary::subject));
    }

    /** The answer stays the same for a day, so that it can be compared. */
    private static Instant day(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }
}
