package io.rootops.core.evaluate.suspect;

import io.rootops.core.evaluate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Where the figures may truly lie, 95 %: groups of incidents of one cause are drawn again and again, with replacement. */
public record FigureIntervals(Interval mrr, Interval acc5) {
    private static final int DRAWS = 2_000;
    private static final long SEED = 20_260_101;

    static FigureIntervals of(List<MeasuredIncident> incidents, Ranks ranks) {
        List<List<MeasuredIncident>> groups = new Groups(incidents).all();
        Random random = new Random(SEED);
        double[] mrr = new double[DRAWS];
        double[] acc5 = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            List<MeasuredIncident> drawn = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                drawn.addAll(groups.get(random.nextInt(groups.size())));
            }
            RankFigures figures = ranks.of(drawn);
            mrr[draw] = figures.mrr();
            acc5[draw] = figures.acc5();
        }
        Arrays.sort(mrr);
        Arrays.sort(acc5);
        return new FigureIntervals(Interval.ofSorted(mrr), Interval.ofSorted(acc5));
    }
}
