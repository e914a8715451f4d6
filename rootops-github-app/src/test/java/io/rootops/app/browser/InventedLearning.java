package io.rootops.app.browser;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Period;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.Reasons;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A past of some years for commits that are weeks old, so that pages that need years can be looked at; else the true one. */
final class InventedLearning implements LearningRecord {
    static final List<PublicRecord> PUBLIC = List.of(
            new PublicRecord("kafka", 0.89, 0.85),
            new PublicRecord("groovy", 0.79, 0.74),
            new PublicRecord("DPDK", 0.8, 0.79));

    private static final int YEARS = 5;

    private final LearningRecord stored;
    private final Map<RepositoryId, List<HeldOut>> heldOut = new HashMap<>();
    private final Map<RepositoryId, ModelState> models = new HashMap<>();

    InventedLearning(LearningRecord stored) {
        this.stored = stored;
    }

    /** One in twelve went wrong; their scores are higher, and those of large ones. */
    void years(RepositoryId repository, List<String> shas, int commits) {
        Random random = new Random(11);
        Instant start = Instant.now().minus(Duration.ofDays(YEARS * 365L));
        List<HeldOut> past = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            Instant at =
                    start.plus(Duration.ofDays(YEARS * 365L).multipliedBy(i).dividedBy(commits));
            boolean bad = random.nextInt(12) == 0;
            double size = random.nextGaussian() + (bad ? 0.7 : 0);
            double logit = -3 + size + (bad ? 0.8 : 0) + random.nextGaussian() * 0.6;
            String sha = shas.get(i % shas.size());
            past.add(new HeldOut(
                    sha,
                    at,
                    i * YEARS * 2 / commits,
                    logit,
                    -3 + size + random.nextGaussian() * 0.9 + (bad ? 0.6 : 0),
                    1 / (1 + Math.exp(-logit)),
                    (int) Math.exp(3 + size),
                    Math.max(0, Math.min(10, Math.rint(4 + size + random.nextGaussian() * 3))),
                    bad ? at.plus(Duration.ofDays((long) (Math.exp(4.2 + random.nextGaussian())))) : null,
                    bad ? OutcomeSource.values()[1 + Math.min(2, random.nextInt(6))] : null,
                    bad ? shas.get((i + 7) % shas.size()) : null,
                    random.nextInt(9) == 0 && i > commits / 2));
        }
        heldOut.put(repository, past);
        models.put(
                repository,
                new ModelState(
                        RiskScore.Model.LEARNED,
                        3,
                        612,
                        Instant.now(),
                        null,
                        null,
                        false,
                        Population.REPOSITORY,
                        true));
    }

    @Override
    public Optional<String> priorProblem() {
        return Optional.empty();
    }

    @Override
    public Optional<LearnedModel> learned(RepositoryId repository) {
        return stored.learned(repository);
    }

    @Override
    public Map<RepositoryId, ModelState> models(Collection<RepositoryId> repositories) {
        Map<RepositoryId, ModelState> all = new HashMap<>(stored.models(repositories));
        models.forEach((id, model) -> {
            if (repositories.contains(id)) {
                all.put(id, model);
            }
        });
        return all;
    }

    @Override
    public Map<String, Double> heldOutPercentiles(RepositoryId repository, Collection<String> shas) {
        return stored.heldOutPercentiles(repository, shas);
    }

    @Override
    public Set<String> cameOut(RepositoryId repository, Instant from, Instant until) {
        return stored.cameOut(repository, from, until);
    }

    @Override
    public Optional<String> notTaken(RepositoryId repository) {
        return stored.notTaken(repository);
    }

    @Override
    public List<HeldOut> heldOut(RepositoryId repository) {
        List<HeldOut> invented = heldOut.get(repository);
        return invented == null ? stored.heldOut(repository) : invented;
    }

    @Override
    public List<HeldOut> heldOutWindows(RepositoryId repository, Instant from, Instant until) {
        List<HeldOut> invented = heldOut.get(repository);
        if (invented == null) {
            return stored.heldOutWindows(repository, from, until);
        }
        Set<Integer> windows = invented.stream()
                .filter(it ->
                        !it.committedAt().isBefore(from) && it.committedAt().isBefore(until))
                .map(HeldOut::window)
                .collect(Collectors.toSet());
        return invented.stream().filter(it -> windows.contains(it.window())).toList();
    }

    @Override
    public Optional<Period> heldOutPeriod(RepositoryId repository) {
        List<HeldOut> invented = heldOut.get(repository);
        return invented == null
                ? stored.heldOutPeriod(repository)
                : Optional.of(new Period(
                        invented.get(0).committedAt(),
                        invented.get(invented.size() - 1).committedAt()));
    }

    @Override
    public Map<String, Reasons> heldOutReasons(RepositoryId repository, Collection<String> shas) {
        return heldOut.containsKey(repository)
                ? shas.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                it -> it,
                                it -> new Reasons(
                                        -3,
                                        List.of(
                                                new Reason("size", "412 lines added (more than 93 % of commits)", 1.4),
                                                new Reason("message", "its message says fix", -0.2)))))
                : stored.heldOutReasons(repository, shas);
    }

    @Override
    public Map<String, Label> outcomes(RepositoryId repository, Collection<String> shas) {
        if (!heldOut.containsKey(repository)) {
            return stored.outcomes(repository, shas);
        }
        Map<String, Label> labels = new HashMap<>();
        for (HeldOut it : heldOut(repository)) {
            if (it.badKnownAt() != null && it.source() != null && it.evidence() != null && shas.contains(it.sha())) {
                labels.put(it.sha(), new Label(it.badKnownAt(), it.source(), it.evidence()));
            }
        }
        return labels;
    }

    @Override
    public List<Weighed> evidence(RepositoryId repository, String sha) {
        return stored.evidence(repository, sha);
    }

    @Override
    public Reservations reservations(RepositoryId repository, Instant now) {
        return stored.reservations(repository, now);
    }
}
