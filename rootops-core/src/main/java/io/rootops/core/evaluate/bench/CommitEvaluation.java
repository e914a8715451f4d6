package io.rootops.core.evaluate.bench;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.OnlineReplay;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Logit;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.Training;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures the score of RootOps and the baselines on labelled projects. */
public final class CommitEvaluation {
    private static final String TOO_SHORT =
            "too short: a replay needs a year and 200 commits before the first it scores";

    private final Mode mode;
    private final Priors priors;

    public CommitEvaluation(Mode mode, Priors priors) {
        this.mode = mode;
        this.priors = priors;
    }

    /** @param begun told the name of each project as its turn comes */
    public Evaluation measure(List<BenchProject> projects, Consumer<String> begun) {
        List<ProjectFigures> measured = new ArrayList<>();
        List<Evaluation.Skipped> skipped = new ArrayList<>();
        for (BenchProject project : projects) {
            begun.accept(project.name());
            Prior prior = priors.of(project);
            String obstacle = obstacle(project, prior);
            ProjectFigures figures = obstacle == null ? measure(project, prior) : null;
            if (figures == null) {
                skipped.add(new Evaluation.Skipped(project.name(), String.valueOf(obstacle)));
            } else if (figures.n() == 0) {
                skipped.add(new Evaluation.Skipped(project.name(), TOO_SHORT));
            } else {
                measured.add(figures);
            }
        }
        Map<Baseline, Figures> means = new EnumMap<>(Baseline.class);
        for (Baseline baseline : Baseline.values()) {
            means.put(
                    baseline,
                    Figures.mean(measured.stream()
                            .map(it -> it.baselines().getOrDefault(baseline, it.figures()))
                            .toList()));
        }
        return new Evaluation(
                mode,
                measured,
                skipped,
                Figures.mean(measured.stream().map(ProjectFigures::figures).toList()),
                means);
    }

    private @Nullable String obstacle(BenchProject project, Prior prior) {
        if (mode == Mode.ONLINE && !project.dated()) {
            return "its labels have no dates: measure it by --mode cold-start or static";
        }
        return mode == Mode.COLD_START && prior.isNone() ? "no other project teaches it a prior: give --prior" : null;
    }

    private ProjectFigures measure(BenchProject project, Prior prior) {
        boolean windows = mode == Mode.ONLINE || (mode == Mode.COLD_START && project.dated());
        List<LabelledCommit> commits =
                windows ? project.commits() : Split.of(project).future();
        List<HeldOut> held = held(project, windows, new Learner(prior, new Training(project.features())));
        List<HeldOut> kamei = held(project, windows, new Learner(Prior.NONE, Training.plain(Feature.kamei())));
        List<LabelledCommit> scored = held.isEmpty()
                ? List.of()
                : commits.stream()
                        .filter(it -> !it.committedAt().isBefore(held.get(0).committedAt()))
                        .limit(held.size())
                        .toList();
        List<ScoredRow> rows = mode == Mode.COLD_START ? byPrior(held) : byModel(held);
        double[] interval = WindowBootstrap.auc(Figures.telling(rows, ScoredRow::score));
        return new ProjectFigures(
                project.name(),
                project.source(),
                held.size(),
                (int) held.stream().filter(HeldOut::bad).count(),
                Figures.telling(rows, ScoredRow::score).size(),
                project.features().size(),
                prior.sources(),
                Figures.of(rows),
                interval == null ? null : interval[0],
                interval == null ? null : interval[1],
                baselines(held, scored, kamei));
    }

    private static List<HeldOut> held(BenchProject project, boolean windows, Learner learner) {
        if (windows) {
            return new OnlineReplay(learner).replay(project.commits(), project.begin(), project.limit());
        }
        Split split = Split.of(project);
        LearnedModel model = learner.unplaced(1, split.past(), split.at());
        return split.future().stream().map(it -> HeldOut.of(it, 0, model)).toList();
    }

    private static List<ScoredRow> byPrior(List<HeldOut> held) {
        return held.stream()
                .map(it -> new ScoredRow(
                        it.window(), it.priorLogit(), Logit.probability(it.priorLogit()), it.bad(), it.churn()))
                .toList();
    }

    /** By churn in the windows that began with no prior and too few known bugs to fit anything: all logits are 0. */
    private static List<ScoredRow> byModel(List<HeldOut> held) {
        Map<Integer, Boolean> fitted =
                held.stream().collect(Collectors.toMap(HeldOut::window, it -> it.logit() != 0, Boolean::logicalOr));
        return held.stream()
                .map(it -> new ScoredRow(
                        it.window(),
                        fitted.getOrDefault(it.window(), false) ? it.logit() : it.churn(),
                        it.probability(),
                        it.bad(),
                        it.churn()))
                .toList();
    }

    private static Map<Baseline, Figures> baselines(
            List<HeldOut> held, List<LabelledCommit> scored, List<HeldOut> kamei) {
        Map<Baseline, Figures> baselines = new EnumMap<>(Baseline.class);
        baselines.put(Baseline.CHURN, by(held, HeldOut::churn));
        List<ScoredRow> added = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            HeldOut it = held.get(i);
            added.add(new ScoredRow(
                    it.window(), scored.get(i).features().get(Feature.LA), Double.NaN, it.bad(), it.churn()));
        }
        baselines.put(Baseline.LINES_ADDED, Figures.of(added));
        baselines.put(Baseline.LR_KAMEI, Figures.of(byModel(kamei)));
        baselines.put(Baseline.HEURISTIC_V1, by(held, HeldOut::heuristicV1));
        return baselines;
    }

    private static Figures by(List<HeldOut> held, ToDoubleFunction<HeldOut> score) {
        return Figures.of(held.stream()
                .map(it -> new ScoredRow(it.window(), score.applyAsDouble(it), Double.NaN, it.bad(), it.churn()))
                .toList());
    }
}
