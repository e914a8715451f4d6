package io.rootops.core.pattern;

import io.rootops.core.pattern.FilePairs.Pair;
import io.rootops.core.risk.Features;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The counts of all traits of a history, and of all its commits: two passes, and nothing kept of a commit. */
final class ChangeTallies implements Tallies {
    /** Fewer commits tell nothing. */
    private static final int LEAST_COMMITS = 10;

    private static final int MOST_DIRECTORIES = 5_000;
    private static final int MOST_PAIRS = 5_000;

    private final Calendar calendar;
    private final PatternRule rule;
    private final Tally all;
    private final Map<Trait, Tally> traits = new HashMap<>();
    private final Map<Pair, Tally> pairs = new HashMap<>();
    private final FilePairs known = new FilePairs();

    private ChangeTallies(Calendar calendar, PatternRule rule, Directories directories) {
        this.calendar = calendar;
        this.rule = rule;
        all = new Tally(calendar.size());
        for (String directory : directories.worth(LEAST_COMMITS, MOST_DIRECTORIES)) {
            traits.put(Trait.path(directory), new Tally(calendar.size()));
        }
    }

    /**
     * Counts.
     *
     * @param earlier what is looked through for directories that are worth counting: all, or what came up to a moment
     */
    static ChangeTallies of(PastChanges earlier, PastChanges changes, Calendar calendar, PatternRule rule) {
        Directories directories = new Directories();
        earlier.read(directories::add);
        ChangeTallies tallies = new ChangeTallies(calendar, rule, directories);
        changes.read(tallies::add);
        return tallies;
    }

    private void add(PastChange change) {
        Contribution it = Contribution.of(change, calendar, rule.halfLife());
        all.add(it);
        for (Trait trait : traits(change)) {
            traits.computeIfAbsent(trait, key -> new Tally(calendar.size())).add(it);
        }
        List<Pair> missing = known.missing(change);
        for (Pair pair : missing) {
            if (pairs.size() < MOST_PAIRS || pairs.containsKey(pair)) {
                pairs.computeIfAbsent(pair, key -> new Tally(calendar.size())).add(it);
            }
        }
        if (!missing.isEmpty()) {
            traits.computeIfAbsent(Trait.of(ChangeKind.PARTNER_MISSING), key -> new Tally(calendar.size()))
                    .add(it);
        }
        known.add(change);
    }

    private List<Trait> traits(PastChange change) {
        List<Trait> found = new ArrayList<>();
        Features features = change.commit().features();
        List<String> paths =
                change.files().stream().map(it -> ChangePaths.plain(it.path())).toList();
        for (ChangeKind kind : ChangeKind.values()) {
            if (kind.of(features, paths)) {
                found.add(Trait.of(kind));
            }
        }
        for (SizeBand band : SizeBand.values()) {
            if (band.of(features)) {
                found.add(Trait.of(band));
            }
        }
        for (String directory : Directories.of(change, it -> traits.containsKey(Trait.path(it)))) {
            found.add(Trait.path(directory));
        }
        return found;
    }

    @Override
    public Tally all() {
        return all;
    }

    /** Of one trait; empty where no commit has it. */
    Tally of(Trait trait) {
        Tally tally = traits.get(trait);
        if (tally != null) {
            return tally;
        }
        for (Map.Entry<Pair, Tally> it : pairs.entrySet()) {
            if (known.trait(it.getKey()).equals(trait)) {
                return it.getValue();
            }
        }
        return new Tally(calendar.size());
    }

    @Override
    public void forEach(BiConsumer<Trait, Tally> sink) {
        traits.forEach(sink);
        pairs.forEach((pair, tally) -> sink.accept(known.trait(pair), tally));
    }
}
