package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.QuietDays;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.core.suspicion.Budget;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.Precision;
import io.rootops.core.suspicion.Suspicion;
import io.rootops.dashboard.view.SuspicionsView;
import io.rootops.dashboard.view.SuspicionsView.Item;
import io.rootops.dashboard.view.SuspicionsView.QuietDaysItem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what looked wrong between deployments. */
final class SuspicionsReader {
    private static final int MOST = 200;
    private static final int QUIET_DAYS = 90;
    private static final Precision NONE = new Precision(0, 0);

    private final Suspicions suspicions;
    private final QuietDays quietDays;
    private final SuspectsReader suspects;
    private final RepositoryMemory repositories;
    private final InstantSource clock;

    SuspicionsReader(
            SuspicionFacts facts, SuspectsReader suspects, RepositoryMemory repositories, InstantSource clock) {
        this.suspicions = facts.suspicions();
        this.quietDays = facts.quietDays();
        this.suspects = suspects;
        this.repositories = repositories;
        this.clock = clock;
    }

    /** @param repository null: of all, and of services of which it is not known */
    SuspicionsView read(@Nullable TrackedRepository repository) {
        @Nullable RepositoryId id = repository == null ? null : repository.id();
        Function<Suspicion, Item> item = item();
        Instant now = clock.instant();
        return new SuspicionsView(
                now,
                suspicions.open(id),
                Budget.ALARMS,
                QuietDaysItem.of(
                        quietDays.found(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(QUIET_DAYS))),
                items(suspicions.newest(id, MOST), item),
                items(suspicions.expected(id, MOST), item));
    }

    private static List<Item> items(List<Suspicion> all, Function<Suspicion, Item> item) {
        return all.stream().map(item).toList();
    }

    /** Empty: there is no such suspicion. */
    Optional<Item> read(UUID id) {
        return suspicions.find(id).map(item());
    }

    private Function<Suspicion, Item> item() {
        Map<RepositoryId, String> names =
                repositories.all().stream().collect(Collectors.toMap(TrackedRepository::id, TrackedRepository::name));
        Map<Kind, Precision> precision = suspicions.precision();
        return it -> Item.of(
                it,
                it.repository() == null ? null : names.get(it.repository()),
                precision.getOrDefault(it.kind(), NONE),
                it.closed() == null && it.told() != null && it.said() == null
                        ? suspects.of(new SuspectSubject.OfSuspicion(it.id())).orElse(null)
                        : null);
    }
}
