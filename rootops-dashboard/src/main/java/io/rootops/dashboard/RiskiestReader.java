package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.Period;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.Riskiest;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.RiskiestItem.Place;
import io.rootops.dashboard.view.RiskiestView;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers the riskiest commits of a time of the past, as they were scored without knowing the future. */
final class RiskiestReader {
    static final int DEFAULT_LIMIT = 20;
    static final int MOST = 100;

    private final LearningRecord learning;
    private final CommitMemory commits;

    RiskiestReader(LearningRecord learning, CommitMemory commits) {
        this.learning = learning;
        this.commits = commits;
    }

    /**
     * Of a piece of time.
     *
     * @param from inclusive; null: since the replay begins, or, without {@code until} too, the newest year that can be
     *     judged in full
     * @param until exclusive; null: until the replay ends
     */
    RiskiestView read(
            TrackedRepository repository, @Nullable Instant from, @Nullable Instant until, int limit, Instant now) {
        Optional<Period> replayed = learning.heldOutPeriod(repository.id());
        Place place = new Place(repository.name(), repository.webUrl());
        ModelState model = learning.model(repository.id());
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        if (replayed.isEmpty()) {
            return RiskiestView.nothing(repository.name(), model, day);
        }
        List<Integer> years = years(replayed.get());
        if (from == null && until == null) {
            int year = newestJudged(years, day);
            return read(repository, begin(year), begin(year + 1), limit, now);
        }
        Instant begin = from == null ? replayed.get().from() : from;
        Instant end = until == null ? replayed.get().to().plusSeconds(1) : until;
        RepositoryId id = repository.id();
        Riskiest riskiest = Riskiest.of(learning.heldOutWindows(id, begin, end), begin, end, limit, day);
        List<String> shas = riskiest.list().stream().map(PlacedCommit::sha).toList();
        return RiskiestView.of(
                place,
                model,
                begin,
                end,
                riskiest,
                commits.all(id, shas).stream()
                        .collect(Collectors.toMap(CommitSummary::sha, CommitSummary::subject, (one, same) -> one)),
                learning.heldOutReasons(id, shas),
                years);
    }

    /** Where no repository is followed. */
    RiskiestView nothing(Instant now) {
        return RiskiestView.nothing(null, ModelState.NOTHING_LEARNED, now.truncatedTo(ChronoUnit.DAYS));
    }

    /** When a year begins. */
    static Instant begin(int year) {
        return Year.of(year).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Integer> years(Period replayed) {
        int first = year(replayed.from());
        int last = year(replayed.to());
        return IntStream.rangeClosed(first, last)
                .map(it -> first + last - it)
                .boxed()
                .toList();
    }

    private static int newestJudged(List<Integer> years, Instant day) {
        return years.stream()
                .filter(it -> !begin(it + 1).isAfter(day.minus(Learner.WAIT)))
                .findFirst()
                .orElse(years.get(0));
    }

    private static int year(Instant time) {
        return time.atOffset(ZoneOffset.UTC).getYear();
    }
}
