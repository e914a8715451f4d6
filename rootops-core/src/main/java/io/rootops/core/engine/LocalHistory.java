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
import io.rootops.core.outcome.SameChange;
import io.rootops.core.outcome.SameChange.Change;
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
import java.util.Set;
import java.util.function.Predicate;

/** A default branch that is read once and kept in no database: what came, and what became of it. */
final class LocalHistory {
    private static final Set<String> DEFAULT_BRANCH = Set.of("");

    private final CommitOutcomes asked;
    private final Predicate<String> wanted;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, MinedCommit> kept = new HashMap<>();
    private final List<Placed> scored = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final SameChange sameChange = new SameChange();

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
        Map<String, Findings> findings = Labels.findings(outcomes, sameChange.groups());
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
        if (mined.size().files() > 0) {
            sameChange.add(new Change(
                    commit.sha(),
                    commit.author().email(),
                    commit.authoredAt(),
                    commit.committedAt(),
                    commit.subject(),
                    mined.patchId(),
                    DEFAULT_BRANCH));
        }
        sameChange.picked(commit.sha(), CherryPicks.origins(commit.message()));
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
