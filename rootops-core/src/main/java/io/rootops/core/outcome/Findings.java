package io.rootops.core.outcome;

import io.rootops.core.outcome.Labels.Label;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was ever found against one commit. What counted at a moment of the past is told from it alone, without
 * what was found, or taken back, later.
 *
 * @param all strong evidence only, in no order
 * @param weak that it may have gone wrong, in no order
 */
public record Findings(List<Finding> all, List<Finding> weak) {
    public static final Findings NONE = new Findings(List.of());

    private static final Comparator<Finding> BEST = Comparator.comparing(
                    Finding::source, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Finding::from)
            .thenComparing(Finding::evidence, Comparator.nullsLast(Comparator.naturalOrder()));

    public Findings {
        all = List.copyOf(all);
        weak = List.copyOf(weak);
    }

    public Findings(List<Finding> all) {
        this(all, List.of());
    }

    /** Whether the commit was known to have gone wrong then. */
    public boolean bad(Instant at) {
        return all.stream().anyMatch(it -> it.stood(at));
    }

    /** Whether nobody could tell then: it was not known to have gone wrong, but may have. */
    public boolean undecided(Instant at) {
        return !bad(at) && weak.stream().anyMatch(it -> it.stood(at));
    }

    /** The same to this day. */
    public boolean undecidedToday() {
        return since().isEmpty() && weak.stream().anyMatch(Finding::stands);
    }

    /** Trust in the best of what was known then, above 0 to 1; 1 where nothing was. */
    public double trust(Instant at) {
        return all.stream()
                .filter(it -> it.stood(at))
                .mapToDouble(Finding::trust)
                .max()
                .orElse(1);
    }

    /** Since when it was known then. */
    public Optional<Instant> firstKnown(Instant at) {
        return all.stream().filter(it -> it.stood(at)).map(Finding::from).min(Comparator.naturalOrder());
    }

    /** Since when the commit is known to have gone wrong; empty: it is not, to this day. */
    public Optional<Instant> since() {
        return all.stream().filter(Finding::stands).map(Finding::from).min(Comparator.naturalOrder());
    }

    /** The most trusted of what stands to this day. */
    public Optional<Finding> best() {
        return all.stream().filter(Finding::stands).min(BEST);
    }

    /** What stands to this day, in short. */
    public Optional<Label> label() {
        return best().flatMap(this::named);
    }

    private Optional<Label> named(Finding best) {
        OutcomeSource source = best.source();
        String evidence = best.evidence();
        return source == null || evidence == null
                ? Optional.empty()
                : Optional.of(new Label(since().orElse(best.from()), source, evidence));
    }
}
