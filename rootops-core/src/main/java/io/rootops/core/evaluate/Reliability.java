package io.rootops.core.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether probabilities came true.
 *
 * @param bins tenths of the commits by the probability that was said, lowest first; equal probabilities stay
 *     together, so there may be fewer than ten
 * @param brier mean squared distance between what was said and what happened, 0 to 1
 * @param ece mean distance of the bins between what was said and what happened, by their sizes
 */
public record Reliability(List<Bin> bins, double brier, double ece) {
    private static final int BINS = 10;

    /**
     * Commits of about the same probability.
     *
     * @param from least probability in it
     * @param to largest probability in it
     * @param said mean probability
     * @param happened share of bad commits
     * @param interval of {@code happened}
     */
    public record Bin(double from, double to, double said, double happened, Interval interval, int commits, int bad) {}

    /** @param commits at least one */
    static Reliability of(List<HeldOut> commits) {
        List<HeldOut> sorted = commits.stream()
                .sorted(Comparator.comparingDouble(HeldOut::probability))
                .toList();
        List<Bin> bins = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= BINS; i++) {
            int to = (int) ((long) sorted.size() * i / BINS);
            while (to > from
                    && to < sorted.size()
                    && sorted.get(to).probability() == sorted.get(to - 1).probability()) {
                to++;
            }
            if (to > from) {
                bins.add(bin(sorted.subList(from, to)));
                from = to;
            }
        }
        double brier = commits.stream()
                .mapToDouble(it -> Math.pow(it.probability() - (it.bad() ? 1 : 0), 2))
                .average()
                .orElseThrow();
        double ece = bins.stream()
                        .mapToDouble(it -> it.commits() * Math.abs(it.said() - it.happened()))
                        .sum()
                / commits.size();
        return new Reliability(List.copyOf(bins), brier, ece);
    }

    /** The bin whose probabilities reach up to this one; the last where it is above all, empty below the first. */
    public Optional<Bin> binOf(double probability) {
        Optional<Bin> found = Optional.empty();
        for (Bin bin : bins) {
            if (probability >= bin.from()) {
                found = Optional.of(bin);
            }
        }
        return found;
    }

    private static Bin bin(List<HeldOut> commits) {
        int bad = (int) commits.stream().filter(HeldOut::bad).count();
        return new Bin(
                commits.get(0).probability(),
                commits.get(commits.size() - 1).probability(),
                commits.stream().mapToDouble(HeldOut::probability).average().orElseThrow(),
                (double) bad / commits.size(),
                Interval.ofShare(bad, commits.size()),
                commits.size(),
                bad);
    }
}
