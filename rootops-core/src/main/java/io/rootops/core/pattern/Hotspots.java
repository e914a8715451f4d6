package io.rootops.core.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where changing goes wrong: files in the order of how many of their commits of a span are to be expected to go wrong.
 * That is how often a file is changed now times how often changing it went wrong, which needs outcomes and so is told by
 * the whole past. The rate is shrunk towards that of all changes of the files as {@link BetaPrior} says, so that a file
 * that was changed once, and wrongly, does not come first. That of all commits would be too low for this: large commits
 * go wrong more often, and touch more files.
 *
 * @param base the pasts of all the files together; a commit counts once for each file that it touched
 * @param files the worst first
 */
public record Hotspots(Count base, List<Hotspot> files) {
    /** As of patterns. */
    private static final double LEAST_BAD = 3;

    private static final Comparator<Hotspot> WORST_FIRST = Comparator.comparingDouble(Hotspot::expectedBad)
            .thenComparingInt(it -> it.changes().commits())
            .thenComparingLong(it -> it.changes().linesTouched())
            .reversed()
            .thenComparing(it -> it.changes().path());

    public Hotspots {
        files = List.copyOf(files);
    }

    public static Hotspots of(List<FileChanges> files) {
        List<Count> known = files.stream()
                .map(FileChanges::past)
                .filter(it -> it.known() > 0)
                .toList();
        Count base = new Count(
                known.stream().mapToInt(Count::known).sum(),
                known.stream().mapToInt(Count::bad).sum());
        if (base.bad() == 0 || base.bad() == base.known()) {
            return new Hotspots(base, sorted(files, it -> base.rate()));
        }
        Beta prior = BetaPrior.of(
                known.stream().map(it -> (double) it.known()).toList(),
                known.stream().map(it -> (double) it.bad()).toList(),
                base.rate(),
                LEAST_BAD);
        return new Hotspots(base, sorted(files, it -> rate(prior, it)));
    }

    private static double rate(Beta prior, Count past) {
        return prior.after(past.bad(), past.known() - past.bad()).mean();
    }

    private static List<Hotspot> sorted(List<FileChanges> files, ToDoubleFunction<Count> rate) {
        return files.stream()
                .map(it -> new Hotspot(it, rate.applyAsDouble(it.past())))
                .sorted(WORST_FIRST)
                .toList();
    }
}
