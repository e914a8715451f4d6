package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.OUTCOME;

import io.rootops.core.change.LineRange;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.OutcomeRecord;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.Labels;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import io.rootops.core.outcome.Twin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What commits turned out to be. */
public final class OutcomeMemory {
    private static final int DEEPEST = 8;

    private static final List<Field<?>> WITHOUT_LINES = Arrays.stream(OUTCOME.fields())
            .filter(it -> !Set.of(OUTCOME.LINE_PATH, OUTCOME.LINE_FIRST, OUTCOME.LINE_LAST)
                    .contains(it))
            .toList();

    private final DSLContext db;

    public OutcomeMemory(DSLContext db) {
        this.db = db;
    }

    /** What was found against commits, by sha, all evidence and cherry-picks considered; some may be unknown here. */
    public Map<String, Findings> findings(RepositoryId repository) {
        return Labels.findings(
                // The lines of a long history would fill the memory, and tell nothing here.
                evidence(OUTCOME.REPOSITORY_ID.eq(repository.value()), WITHOUT_LINES),
                new TwinCommits(db, repository.value()).all());
    }

    /** Those of these commits that went wrong, by sha: few at a time, as lists show them. */
    public Map<String, Label> labels(RepositoryId repository, Collection<String> shas) {
        List<List<Twin>> twins = new TwinCommits(db, repository.value()).of(shas);
        Map<String, Label> labels = Labels.of(chain(repository, shas, twins), twins);
        labels.keySet().retainAll(Set.copyOf(shas));
        return labels;
    }

    /**
     * Shas of the commits that are known since {@code [from, until)} to have gone wrong; some may be unknown here. What has
     * been taken back by now is left out.
     */
    public Set<String> cameOut(RepositoryId repository, Instant from, Instant until) {
        return findings(repository).entrySet().stream()
                .filter(it -> it.getValue()
                        .since()
                        .filter(since -> !since.isBefore(from) && since.isBefore(until))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * A piece of evidence.
     *
     * @param counts false: a hint, or a revert that was itself taken back
     */
    public record Weighed(Outcome outcome, boolean counts) {}

    /** All evidence against a commit, that which does not count too. */
    public List<Weighed> weighed(RepositoryId repository, String sha) {
        List<Outcome> chain = chain(repository, List.of(sha), List.of());
        Set<Outcome> standing = Set.copyOf(Labels.standing(chain));
        return chain.stream()
                .filter(it -> it.sha().equals(sha))
                .map(it -> new Weighed(it, standing.contains(it)))
                .toList();
    }

    /** What is said of these commits and their twins, of what reverts them, and of what reverts that. */
    private List<Outcome> chain(RepositoryId repository, Collection<String> shas, List<List<Twin>> twins) {
        List<Outcome> found = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        Set<String> next = new HashSet<>(shas);
        twins.forEach(group -> group.forEach(twin -> next.add(twin.sha())));
        // A revert may have been reverted, and that again.
        for (int depth = 0; depth < DEEPEST && !next.isEmpty(); depth++) {
            List<Outcome> more = evidence(OUTCOME.REPOSITORY_ID
                    .eq(repository.value())
                    .and(OUTCOME.SHA.in(
                            next.stream().map(HexFormat.of()::parseHex).toList())));
            found.addAll(more);
            asked.addAll(next);
            next.clear();
            more.stream()
                    .filter(it -> it.source() == OutcomeSource.REVERT)
                    .map(Outcome::evidence)
                    .filter(it -> !asked.contains(it))
                    .forEach(next::add);
        }
        return found;
    }

    /** All evidence against a commit, hints too, and reverts that were taken back. */
    public List<Outcome> against(RepositoryId repository, String sha) {
        return evidence(OUTCOME.REPOSITORY_ID
                .eq(repository.value())
                .and(OUTCOME.SHA.eq(HexFormat.of().parseHex(sha))));
    }

    /** What a commit tells of others: those that it reverts or fixes. */
    public List<Outcome> toldBy(RepositoryId repository, String sha) {
        return evidence(OUTCOME.REPOSITORY_ID.eq(repository.value()).and(OUTCOME.EVIDENCE.eq(sha)));
    }

    private List<Outcome> evidence(Condition condition) {
        return evidence(condition, List.of(OUTCOME.fields()));
    }

    private List<Outcome> evidence(Condition condition, List<Field<?>> fields) {
        return db.select(fields)
                .from(OUTCOME)
                .where(condition)
                .orderBy(OUTCOME.KNOWN_AT, OUTCOME.EVIDENCE, OUTCOME.SHA)
                .fetch(it -> outcome(it.into(OUTCOME)));
    }

    private static Outcome outcome(OutcomeRecord row) {
        return new Outcome(
                HexFormat.of().formatHex(row.getSha()),
                OutcomeSource.valueOf(row.getSource().toUpperCase(Locale.ROOT)),
                row.getStrong() ? Strength.STRONG : row.getWeak() ? Strength.WEAK : Strength.HINT,
                row.getKnownAt().toInstant(),
                row.getEvidence(),
                row.getLines(),
                ranges(row));
    }

    private static List<LineRange> ranges(OutcomeRecord row) {
        String @Nullable [] paths = row.getLinePath();
        return IntStream.range(0, paths == null ? 0 : paths.length)
                .mapToObj(i -> new LineRange(row.getLinePath()[i], row.getLineFirst()[i], row.getLineLast()[i]))
                .toList();
    }
}
