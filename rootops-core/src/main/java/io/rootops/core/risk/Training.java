package io.rootops.core.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes models from commits whose outcome is known. The same rows, in the same order, give the same bits. */
public final class Training {
    /** Fewer known bad commits teach nothing of their own: the prior alone scores. */
    public static final int LEAST_BAD = 15;

    /** Ridge on the standardised weights; flat from 10 to 100. */
    static final double L2 = 30;

    /** What each project of a prior weighs in all, however many rows it has. */
    static final double PROJECT_WEIGHT = 3_000;

    /** Each gets an intercept of its own in a prior: base rates drift, and the newest labels are missing. */
    static final Duration PERIOD = Duration.ofDays(365);

    private final List<Feature> features;
    private final double l2;

    /** @param features that the models see */
    public Training(List<Feature> features) {
        this(features, L2);
    }

    private Training(List<Feature> features, double l2) {
        this.features = List.copyOf(features);
        this.l2 = l2;
    }

    /** As a textbook would fit it, for comparison: with hardly a ridge. */
    public static Training plain(List<Feature> features) {
        return new Training(features, 1);
    }

    /** The model of one repository; empty with fewer than {@link #LEAST_BAD} bad rows, or no clean one. */
    public Optional<LogisticModel> ownModel(List<TrainingRow> rows) {
        long bad = rows.stream().filter(TrainingRow::bad).count();
        if (bad < LEAST_BAD || bad == rows.size()) {
            return Optional.empty();
        }
        return Optional.of(fit(rows, weights(rows), new int[rows.size()], 0));
    }

    /**
     * A prior from other projects, each of the same weight.
     *
     * @throws IllegalArgumentException when all rows are bad, or none is
     */
    public Prior prior(String version, List<TrainingProject> projects) {
        List<TrainingRow> rows = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        int group = 0;
        for (TrainingProject project : projects) {
            if (!project.rows().isEmpty()) {
                rows.addAll(project.rows());
                group = addGroups(project.rows(), group, groups);
                addWeights(project.rows(), weights);
            }
        }
        long bad = rows.stream().filter(TrainingRow::bad).count();
        if (bad == 0 || bad == rows.size()) {
            throw new IllegalArgumentException(String.format(
                    "%d of %d rows of %d projects are bad; a prior needs bad and clean ones",
                    bad, rows.size(), projects.size()));
        }
        LogisticModel model = fit(
                rows,
                weights.stream().mapToDouble(Double::doubleValue).toArray(),
                groups.stream().mapToInt(Integer::intValue).toArray(),
                group);
        float[] logits = new float[rows.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) model.logit(rows.get(i).features());
        }
        return new Prior(
                version,
                model,
                ReferenceDistribution.of(logits),
                projects.stream().map(TrainingProject::name).toList());
    }

    /** A group for each period of the project, counted from its first row; returns the next free one. */
    private static int addGroups(List<TrainingRow> rows, int first, List<Integer> groups) {
        Instant start = rows.get(0).committedAt();
        int last = first;
        for (TrainingRow row : rows) {
            long period = Math.max(0, Duration.between(start, row.committedAt()).toDays() / PERIOD.toDays());
            groups.add(first + (int) period);
            last = Math.max(last, first + (int) period);
        }
        return last + 1;
    }

    private static void addWeights(List<TrainingRow> rows, List<Double> weights) {
        for (double weight : weights(rows)) {
            weights.add(weight * PROJECT_WEIGHT / rows.size());
        }
    }

    /** Trust shifts weight among the bad rows and among the clean ones, not between them: else it would bend the rate. */
    private static double[] weights(List<TrainingRow> rows) {
        double[] sum = new double[2];
        int[] count = new int[2];
        for (TrainingRow row : rows) {
            sum[row.bad() ? 1 : 0] += row.weight();
            count[row.bad() ? 1 : 0]++;
        }
        return rows.stream()
                .mapToDouble(it -> it.weight() * count[it.bad() ? 1 : 0] / sum[it.bad() ? 1 : 0])
                .toArray();
    }

    private LogisticModel fit(List<TrainingRow> rows, double[] weights, int[] group, int groups) {
        Standardised data = Standardised.of(features, rows, weights);
        double[] fitted = new Irls(data, l2, group, groups).fit();
        double[] slopes = new double[features.size()];
        System.arraycopy(fitted, 0, slopes, 0, slopes.length);
        return new LogisticModel(features, data.means(), data.deviations(), slopes, fitted[slopes.length]);
    }
}
