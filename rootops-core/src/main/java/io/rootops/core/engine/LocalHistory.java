package io.rootops.core.engine;

import io.rootops.core.change.Commit;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.PastCommit;
import io.rootops.core.history.PastFile;
import io.rootops.core.outcome.CherryPicks;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.Labels;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.Twin;
import io.rootops.core.risk.ChangeSize;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A default branch that is read once and kept in no database: what came, and what became of it. */
final class LocalHistory {
    private final CommitOutcomes asked;
    private final Predicate<String> wanted;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, MinedCommit> kept = new HashMap<>();
    private final List<Placed> scored = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<List<Object>, List<Twin>> sameChange = new HashMap<>();
    private final List<List<Twin>> picked = new ArrayList<>();

    private record Placed(int position, String sha, Instant committedAt, Features features, PastCommit past) {}

    /** @param wanted commits that {@link #find} is to give back whole */
    LocalHistory(InstantSource clock, Predicate<String> wanted) {
        this.asked = new CommitOutcomes(null, clock);
        this.wanted = wanted;
    }

    /** The next one that arrives. */
    void add(MinedCommit mined) {
        Commit commit = mined.commit();
        int position = positions.size() + 1;
        positions.put(commit.sha(), position);
        outcomes.addAll(asked.next(mined));
        if (wanted.test(commit.sha())) {
            kept.put(commit.sha(), mined);
        }
        Features features = mined.features();
        if (features != null) {
            scored.add(new Placed(position, commit.sha(), commit.committedAt(), features, past(mined, features)));
            addTwins(mined);
        }
    }

    boolean holds(String sha) {
        return positions.containsKey(sha);
    }

    Optional<MinedCommit> find(String sha) {
        return Optional.ofNullable(kept.get(sha));
    }

    /** Commits with features. */
    int scored() {
        return scored.size();
    }

    float[] churn() {
        float[] churn = new float[scored.size()];
        for (int i = 0; i < churn.length; i++) {
            Features features = scored.get(i).features();
            churn[i] = features.get(Feature.LA) + features.get(Feature.LD);
        }
        return churn;
    }

    /** What a commit finds whose ancestors here are these: the state after the last of them. */
    FeatureState stateAt(Collection<String> ancestors) {
        int last = ancestors.stream()
                .mapToInt(it -> positions.getOrDefault(it, 0))
                .max()
                .orElse(0);
        FeatureState state = new FeatureState();
        scored.stream().takeWhile(it -> it.position() <= last).forEach(it -> state.replay(it.past()));
        return state;
    }

    /** By commit time, without those dated after now. */
    List<LabelledCommit> labelled(Instant now) {
        List<List<Twin>> twins = new ArrayList<>(picked);
        sameChange.values().stream().filter(it -> it.size() > 1).forEach(twins::add);
        Map<String, Findings> findings = Labels.findings(outcomes, twins);
        return scored.stream()
                .filter(it -> !it.committedAt().isAfter(now))
                .sorted(Comparator.comparing(Placed::committedAt))
                .map(it -> new LabelledCommit(
                        it.sha(),
                        it.committedAt(),
                        it.features(),
                        findings.getOrDefault(it.sha(), Findings.NONE),
                        false))
                .toList();
    }

    private void addTwins(MinedCommit mined) {
        Commit commit = mined.commit();
        Twin twin = new Twin(commit.sha(), commit.committedAt());
        ChangeSize size = mined.size();
        if (size.files() > 0) {
            sameChange
                    .computeIfAbsent(
                            List.of(
                                    commit.author().email(),
                                    commit.authoredAt(),
                                    commit.subject(),
                                    size.files(),
                                    size.linesAdded(),
                                    size.linesDeleted()),
                            none -> new ArrayList<>(1))
                    .add(twin);
        }
        List<String> origins = CherryPicks.origins(commit.message());
        if (!origins.isEmpty()) {
            List<Twin> group = new ArrayList<>();
            origins.forEach(it -> group.add(new Twin(it, null)));
            group.add(twin);
            picked.add(group);
        }
    }

    private static PastCommit past(MinedCommit mined, Features features) {
        return new PastCommit(
                mined.commit().committedAt().getEpochSecond(),
                mined.commit().author().email(),
                features.get(Feature.FIX) > 0,
                features.get(Feature.ISREVERT) > 0,
                mined.files().stream()
                        .map(it -> new PastFile(
                                it.file().path(),
                                it.fileId(),
                                it.file().linesAdded(),
                                it.file().linesDeleted()))
                        .toList());
    }
}
