package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.change.LineRange;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.Reliability;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.RiskScore;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.learning.Population;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A commit as its own page shows it: the item of the lists, and all else that is known of it.
 *
 * @param modelVersion of the model that scored it; null where it has no score
 * @param basePoints where the logit of the probability stands before any reason: base and points add up to it
 * @param calibration how often such a probability was right on this history; null where that is not measured
 * @param outcomeLines of the commit, that its fix rewrote, or where it deleted none those it inserted code beside
 * @param otherEvidence what is said of it besides its outcome
 * @param unscoredReason a sentence where the commit has no score
 * @param pullRequest that brought it, or is to bring it; null: none is known
 * @param checks of others; null: none is known
 * @param deployments of just this commit; null: nothing tells of deployments of its repository
 * @param deploymentsBy what counts as one in its repository; null: nothing tells of any
 * @param shownBeforeMerge people could see its score before it was merged
 * @param changedFiles by churn, largest first; {@code files} of the item counts them all
 * @param advice where a second look pays; null: it is a merge, or its files are not read
 * @param patterns of its repository that it meets, the surest
 * @param whatIf what the model says of it made otherwise; empty where it says nothing that is sure to it
 * @param features what was known of it when it landed; empty where it has no score
 * @param population the commits among which its percentile is a place
 * @param readable whether the model of its repository can be read
 * @param inRepository its repository as it stands now
 */
public record CommitView(
        @JsonUnwrapped CommitItem item,
        @JsonUnwrapped Ranking ranking,
        @Nullable Integer modelVersion,
        @Nullable Double basePoints,
        @Nullable CalibrationItem calibration,
        List<LineRange> outcomeLines,
        List<EvidenceItem> otherEvidence,
        @Nullable String unscoredReason,
        String message,
        List<ParentItem> parents,
        List<String> branches,
        @Nullable PullItem pullRequest,
        @Nullable List<CheckItem> checks,
        @Nullable List<DeploymentItem> deployments,
        @Nullable DeploymentsBy deploymentsBy,
        boolean shownBeforeMerge,
        List<FileItem> changedFiles,
        @Nullable Advice advice,
        List<PatternItem> patterns,
        List<WhatIfItem> whatIf,
        List<FeatureItem> features,
        @JsonIgnore Population population,
        @JsonIgnore boolean readable,
        @JsonIgnore RepositoryItem inRepository) {

    public record ParentItem(String sha, String page) {}

    /**
     * One fact.
     *
     * @param family what the feature is about: size, content, history, author, message, kinds, clock
     * @param value null: unknown
     */
    public record FeatureItem(
            Feature.Family family,
            String code,
            String description,
            @Nullable Float value) {}

    /**
     * Gathers it.
     *
     * @param evidence all that is said of it
     * @param model what its repository ranks by
     * @param around what a forge tells of it
     * @param advice null: it is a merge, or its files are not read
     * @param patterns that it meets
     * @param whatIf what the model says of it made otherwise
     * @param bin of probabilities like its own on this history; null where nothing is measured
     */
    public static CommitView of(
            CommitDetail commit,
            CommitItem item,
            List<Weighed> evidence,
            ModelState model,
            Reliability.@Nullable Bin bin,
            Surroundings around,
            @Nullable Advice advice,
            List<PatternItem> patterns,
            List<WhatIfItem> whatIf,
            Instant now) {
        TrackedRepository repository = commit.summary().repository();
        RiskScore risk = commit.summary().risk();
        return new CommitView(
                item,
                Ranking.of(model),
                risk == null ? null : risk.modelVersion(),
                risk == null ? null : risk.basePoints(),
                bin == null || item.probability() == null ? null : CalibrationItem.of(bin),
                EvidenceItem.lines(item.outcome(), evidence),
                EvidenceItem.besides(item.outcome(), evidence, repository.name()),
                item.unscored() == null ? null : item.unscored().sentence(),
                commit.message(),
                commit.parents().stream()
                        .map(sha -> new ParentItem(sha, Links.commit(repository.name(), sha)))
                        .toList(),
                commit.branches(),
                around.pull() == null ? null : PullItem.of(around.pull(), around.issues(), repository.webUrl()),
                around.checks().isEmpty()
                        ? null
                        : around.checks().stream().map(CheckItem::of).toList(),
                around.footing() == null && around.deployments().isEmpty()
                        ? null
                        : around.deployments().stream()
                                .map(it -> DeploymentItem.of(it, around.footing()))
                                .toList(),
                DeploymentsBy.of(around.footing()),
                commit.shownBeforeMerge(),
                commit.files().stream()
                        .map(it -> FileItem.of(it, repository.webUrl(), item.sha()))
                        .toList(),
                advice,
                patterns,
                whatIf,
                features(commit.features()),
                model.population(),
                model.readable(),
                RepositoryItem.of(repository, now));
    }

    private static List<FeatureItem> features(@Nullable Features features) {
        return features == null
                ? List.of()
                : Arrays.stream(Feature.values())
                        .map(it -> new FeatureItem(
                                it.family(),
                                it.id(),
                                it.description(),
                                Float.isFinite(features.get(it)) ? features.get(it) : null))
                        .toList();
    }

    /** What the probability says, without the number itself; for commits that have one. */
    public String expectation() {
        String expected = "of commits scored like this have to be fixed, as the model expects. ";
        return expected
                + (calibration == null
                        ? "How often that is right here cannot be told yet."
                        : "On this history it was " + Shown.percent(calibration.happened()) + ": "
                                + Shown.number(calibration.bad()) + " of the " + Shown.number(calibration.commits())
                                + " that got " + Shown.percent(calibration.from()) + " to "
                                + Shown.percent(calibration.to()) + ", the future held out.");
    }

    /** Its place in words; only where it has a percentile. */
    public String place() {
        boolean amongNewest = item.provisionalBy() == ProvisionalBy.NEWEST_COMMITS;
        return (ranking.learned() && !amongNewest ? "Riskier" : "Larger") + " than " + item.percentile()
                + " of 100 "
                + (amongNewest ? "of the newest commits." : "commits of " + population.words() + ".");
    }

    /** Why its number is replaced later; only where it is. */
    public String aboutProvisional() {
        return item.provisionalBy() == null ? "" : item.provisionalBy().sentence();
    }

    /** What people should know of the place besides; null where it is as they expect. */
    public @Nullable String aboutPlace() {
        if (item.provisionalBy() == ProvisionalBy.NEWEST_COMMITS) {
            return null;
        }
        if (!readable) {
            return "The learned model that placed it cannot be read now: it is damaged, or another release of RootOps"
                    + " wrote it. The place stands, without a probability and with its size as the only reason, until"
                    + " the model is learned again, which RootOps does by itself.";
        }
        if (population == Population.PUBLIC_PROJECTS) {
            return "The model was made on fewer than " + ModelMemory.FEW + " commits of this repository. A place among"
                    + " so few says little, so this is the place among the commits of " + population.words() + ".";
        }
        return inRepository.few()
                ? "Only " + Shown.count(inRepository.scoredCommits(), "commit")
                        + " of this repository are scored: among" + " so few a percentile places one only roughly."
                : null;
    }

    /** The message without its first line. */
    public String body() {
        int end = message.indexOf('\n');
        return end < 0 ? "" : message.substring(end).strip();
    }

    /** The share of the probability that each part stands for; empty where there is none. */
    public List<Contribution> contributions() {
        return item.probability() == null || basePoints == null
                ? List.of()
                : Contribution.of(basePoints, item.reasons(), item.probability());
    }

    /** In the order of the families. */
    public Map<Feature.Family, List<FeatureItem>> byFamily() {
        return features.stream().collect(Collectors.groupingBy(FeatureItem::family, TreeMap::new, Collectors.toList()));
    }

    /** What one full bar of the files stands for, in lines. */
    public int largestChurn() {
        return Math.max(1, changedFiles.stream().mapToInt(FileItem::churn).max().orElse(1));
    }
}
