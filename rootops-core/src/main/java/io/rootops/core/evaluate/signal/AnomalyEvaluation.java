package io.rootops.core.evaluate.signal;

import io.rootops.core.evaluate.signal.LabelledSeries.Window;
import io.rootops.core.signal.Sample;
import io.rootops.core.signal.anomaly.AnomalyDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Runs the detector over labelled series, each from its beginning, a value at a time. */
public final class AnomalyEvaluation {

    /**
     * Of all series together.
     *
     * @param series at least one with a window
     */
    public AnomalyFigures measure(List<LabelledSeries> series) {
        List<Result> results =
                series.parallelStream().map(AnomalyEvaluation::run).toList();
        int windows = results.stream().mapToInt(it -> it.of().windows().size()).sum();
        return new AnomalyFigures(
                score(WindowScore.STANDARD, results, windows),
                score(WindowScore.LOW_FALSE_POSITIVES, results, windows),
                score(WindowScore.LOW_FALSE_NEGATIVES, results, windows),
                results.size(),
                windows,
                results.stream().mapToInt(Result::hits).sum(),
                results.stream().mapToInt(Result::falseFindings).sum(),
                alarms(results, it -> true),
                alarms(results, LabelledSeries::isOfOperations));
    }

    private static Result run(LabelledSeries series) {
        AnomalyDetector detector = new AnomalyDetector();
        List<Integer> found = new ArrayList<>();
        int learning = WindowScore.learning(series.samples().size());
        for (int i = 0; i < series.samples().size(); i++) {
            // Times of the files repeat and jump back where clocks were set; their order is that of the samples.
            Sample sample = new Sample(
                    series.samples().get(0).at().plusSeconds(i),
                    series.samples().get(i).value());
            if (detector.next(sample).isPresent() && i >= learning) {
                found.add(i);
            }
        }
        return new Result(series, found);
    }

    private static double score(WindowScore score, List<Result> results, int windows) {
        double raw = results.stream()
                .mapToDouble(it -> score.raw(it.of().windows(), it.found()))
                .sum();
        return score.normalised(raw, windows);
    }

    private static double alarms(List<Result> results, Predicate<LabelledSeries> which) {
        List<Result> chosen = results.stream().filter(it -> which.test(it.of())).toList();
        double weeks = chosen.stream().mapToDouble(it -> it.of().weeks()).sum();
        return chosen.stream().mapToInt(Result::falseFindings).sum() / weeks;
    }

    private record Result(LabelledSeries of, List<Integer> found) {
        int hits() {
            return (int) of.windows().stream()
                    .filter(window -> found.stream().anyMatch(window::contains))
                    .count();
        }

        int falseFindings() {
            return (int) found.stream()
                    .filter(place -> of.windows().stream().noneMatch((Window it) -> it.contains(place)))
                    .count();
        }
    }
}
