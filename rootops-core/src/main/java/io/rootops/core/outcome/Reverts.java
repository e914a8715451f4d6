package io.rootops.core.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When commits stood reverted; by what reverts what, since dates of a rewritten history may lie. */
final class Reverts {
    /** Nobody reverts reverts so often; a history that does takes no more of the stack. */
    private static final int DEEPEST = 60;

    private final Map<String, List<Outcome>> by = new HashMap<>();
    private final Map<String, List<Span>> known = new HashMap<>();

    /** From inclusive, until exclusive; null: to this day. */
    private record Span(Instant from, @Nullable Instant until) {}

    Reverts(Collection<Outcome> outcomes) {
        for (Outcome it : outcomes) {
            if (it.strong() && it.source() == OutcomeSource.REVERT) {
                by.computeIfAbsent(it.sha(), sha -> new ArrayList<>()).add(it);
            }
        }
    }

    /** When this evidence counted: a revert, while it was not reverted itself; anything else, from when it was known. */
    List<Finding> standing(Outcome outcome) {
        List<Span> spans = outcome.source() == OutcomeSource.REVERT
                ? without(outcome.knownAt(), reverted(outcome.evidence(), 0))
                : List.of(new Span(outcome.knownAt(), null));
        return spans.stream()
                .map(it -> new Finding(it.from(), it.until(), outcome.source(), outcome.evidence()))
                .toList();
    }

    /** When it stood reverted, oldest first, without overlaps. */
    private List<Span> reverted(String sha, int depth) {
        List<Outcome> reverts = by.get(sha);
        if (reverts == null || depth > DEEPEST) {
            return List.of();
        }
        List<Span> before = known.putIfAbsent(sha, List.of());
        if (before != null) {
            return before;
        }
        List<Span> spans = new ArrayList<>();
        for (Outcome it : reverts) {
            spans.addAll(without(it.knownAt(), reverted(it.evidence(), depth + 1)));
        }
        List<Span> merged = merged(spans);
        known.put(sha, merged);
        return merged;
    }

    /** From a moment on, without these times. */
    private static List<Span> without(Instant from, List<Span> gaps) {
        List<Span> left = new ArrayList<>();
        Instant start = from;
        for (Span gap : gaps) {
            if (gap.from().isAfter(start)) {
                left.add(new Span(start, gap.from()));
            }
            if (gap.until() == null) {
                return left;
            }
            start = gap.until().isAfter(start) ? gap.until() : start;
        }
        left.add(new Span(start, null));
        return left;
    }

    private static List<Span> merged(List<Span> spans) {
        spans.sort(Comparator.comparing(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span it : spans) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.until() != null && last.until().isBefore(it.from())) {
                merged.add(it);
            } else {
                merged.set(merged.size() - 1, new Span(last.from(), later(last.until(), it.until())));
            }
        }
        return merged;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }
}
