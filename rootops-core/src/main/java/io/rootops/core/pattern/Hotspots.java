package io.rootops.core.pattern;

import java.util.Comparator;
import java.util.List;

/**
 * Where changing goes wrong: files in the order of how many of their commits of a span are to be expected to go wrong.
 * That is how often a file is changed now times how often changing it went wrong, which needs outcomes and so is told by
 * the whole past. The rate is shrunk towards that of all commits as {@link BetaPrior} says, so that a file that was
 * changed once, and wrongly, does not come first.
 *
 * @param base all commits whose outcome is known
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

    public static Hotspots of(List<FileChanges> files, Count base) {
        if (base.bad() == 0 || base.bad() == base.commits()) {
            return new Hotspots(
                    base,
                    sorted(files.stream()
                            .map(it -> new Hotspot(it, base.rate()))
                            .toList()));
        }
        List<Count> known = files.stream()
                .map(FileChanges::past)
                .filter(it -> it.commits() > 0)
                .toList();
        Beta prior = BetaPrior.of(
                known.stream().map(it -> (double) it.commits()).toList(),
                known.stream().map(it -> (double) it.bad()).toList(),
                base.rate(),
                LEAST_BAD);
        return new Hotspots(
                base,
                sorted(files.stream()
                        .map(it -> new Hotspot(it, rate(prior, it.past())))
                        .toList()));
    }

    private static double rate(Beta prior, Count past) {
        return prior.after(past.bad(), past.commits() - past.bad()).mean();
    }

    private static List<Hotspot> sorted(List<Hotspot> files) {
        return files.stream().sorted(WORST_FIRST).toList();
    }
}
