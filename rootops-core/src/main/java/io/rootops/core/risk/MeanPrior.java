package io.rootops.core.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A prior as the mean of one model a project. Each project is a draw from many, so what a feature means in all of them
 * stays and what it means in one is averaged away; with labels that RootOps found itself, which differ in kind from
 * project to project, this carries over better than one model of all rows ({@link Training#prior}).
 */
public final class MeanPrior {
    /** Ridge on the standardised weights of each project's model; strong, as each sees little. */
    private static final double L2 = 1_000;

    private final List<Feature> features;

    /** @param features that the prior sees */
    public MeanPrior(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    /**
     * The mean model of these projects, each of the same weight.
     *
     * @throws IllegalArgumentException when there is no project, or one whose rows are all bad or all clean
     */
    public Prior of(String version, List<TrainingProject> projects) {
        if (projects.isEmpty()) {
            throw new IllegalArgumentException("no project to learn a prior from");
        }
        List<TrainingRow> all = new ArrayList<>();
        double[] slopes = new double[features.size()];
        double intercept = 0;
        for (TrainingProject project : projects) {
            all.addAll(project.rows());
            LogisticModel model = fit(project);
            intercept += model.intercept() / projects.size();
            for (int i = 0; i < slopes.length; i++) {
                double slope = model.weights()[i] / model.deviations()[i] / projects.size();
                slopes[i] += slope;
                intercept -= slope * model.means()[i];
            }
        }
        LogisticModel mean = standardised(slopes, intercept, all);
        float[] logits = new float[all.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) mean.logit(all.get(i).features());
        }
        return new Prior(
                version,
                mean,
                ReferenceDistribution.of(logits),
                projects.stream().map(TrainingProject::name).toList());
    }

    private LogisticModel fit(TrainingProject project) {
        List<TrainingRow> rows = project.rows();
        long bad = rows.stream().filter(TrainingRow::bad).count();
        if (bad == 0 || bad == rows.size()) {
            throw new IllegalArgumentException(project.name() + ": " + bad + " of " + rows.size()
                    + " rows are bad; a prior needs bad and clean ones");
        }
        double[] weights = new double[rows.size()];
        Arrays.fill(weights, Training.PROJECT_WEIGHT / rows.size());
        Standardised data = Standardised.of(features, rows, weights);
        double[] fitted = new Irls(data, L2, new int[rows.size()], 0).fit();
        return new LogisticModel(
                features,
                data.means(),
                data.deviations(),
                Arrays.copyOf(fitted, features.size()),
                fitted[features.size()]);
    }

    /** The same model, told by the mean and deviation of all rows: so that its weights can be compared. */
    private LogisticModel standardised(double[] slopes, double intercept, List<TrainingRow> rows) {
        double[] weights = new double[rows.size()];
        Arrays.fill(weights, 1);
        Standardised data = Standardised.of(features, rows, weights);
        double[] standard = new double[slopes.length];
        double atMean = intercept;
        for (int i = 0; i < slopes.length; i++) {
            standard[i] = slopes[i] * data.deviations()[i];
            atMean += slopes[i] * data.means()[i];
        }
        return new LogisticModel(features, data.means(), data.deviations(), standard, atMean);
    }
}
