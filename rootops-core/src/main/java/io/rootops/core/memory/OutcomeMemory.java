package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.COMMIT_MESSAGE;
import static io.rootops.core.memory.schema.Tables.OUTCOME;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.OutcomeRecord;
import io.rootops.core.outcome.CherryPicks;
import io.rootops.core.outcome.Labels;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What commits turned out to be. */
public final class OutcomeMemory {
    private static final int DEEPEST = 8;

    private final DSLContext db;

    public OutcomeMemory(DSLContext db) {
        this.db = db;
    }

    /** The commits that went wrong, by sha, all evidence and cherry-picks considered; some may be unknown here. */
    public Map<String, Label> labels(RepositoryId repository) {
        return Labels.of(evidence(OUTCOME.REPOSITORY_ID.eq(repository.value())), twins(repository.value()));
    }

    /**
     * Those of these commits that went wrong, by sha: few at a time, as lists show them. Cherry-picks are not
     * considered, which takes the whole history.
     */
    public Map<String, Label> labels(RepositoryId repository, Collection<String> shas) {
        Map<String, Label> labels = new HashMap<>(Labels.of(chain(repository, shas), List.of()));
        labels.keySet().retainAll(Set.copyOf(shas));
        return labels;
    }

    /**
     * A piece of evidence.
     *
     * @param counts false: a hint, or a revert that was itself taken back
     */
    public record Weighed(Outcome outcome, boolean counts) {}

    /** All evidence against a commit, that which does not count too. */
    public List<Weighed> weighed(RepositoryId repository, String sha) {
        List<Outcome> chain = chain(repository, List.of(sha));
        Set<Outcome> standing = Set.copyOf(Labels.standing(chain));
        return chain.stream()
                .filter(it -> it.sha().equals(sha))
                .map(it -> new Weighed(it, standing.contains(it)))
                .toList();
    }

    /** What is said of these commits, of what reverts them, and of what reverts that. */
    private List<Outcome> chain(RepositoryId repository, Collection<String> shas) {
        List<Outcome> found = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        Set<String> next = Set.copyOf(shas);
        // A revert may have been reverted, and that again.
        for (int depth = 0; depth < DEEPEST && !next.isEmpty(); depth++) {
            List<Outcome> more = evidence(OUTCOME.REPOSITORY_ID
                    .eq(repository.value())
                    .and(OUTCOME.SHA.in(
                            next.stream().map(HexFormat.of()::parseHex).toList())));
            found.addAll(more);
            asked.addAll(next);
            next = more.stream()
                    .filter(it -> it.source() == OutcomeSource.REVERT)
                    .map(Outcome::evidence)
                    .filter(it -> !asked.contains(it))
                    .collect(Collectors.toSet());
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
        return db.selectFrom(OUTCOME)
                .where(condition)
                .orderBy(OUTCOME.KNOWN_AT, OUTCOME.EVIDENCE, OUTCOME.SHA)
                .fetch(OutcomeMemory::outcome);
    }

    private static Outcome outcome(OutcomeRecord row) {
        return new Outcome(
                HexFormat.of().formatHex(row.getSha()),
                OutcomeSource.valueOf(row.getSource().toUpperCase(Locale.ROOT)),
                row.getStrong(),
                row.getKnownAt().toInstant(),
                row.getEvidence(),
                row.getLines());
    }

    /**
     * The same change more than once: whoever picks a commit, or moves it by a rebase, keeps its author, its time of
     * writing, its subject and its lines; some say where they took it from, too.
     */
    private List<List<String>> twins(int repository) {
        List<List<String>> groups = new ArrayList<>();
        db.select(DSL.arrayAgg(COMMIT_MEMORY.SHA))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.RANKABLE)
                .andNot(COMMIT_MEMORY.PROVISIONAL)
                .and(COMMIT_MEMORY.FILES.gt(0))
                .groupBy(
                        COMMIT_MEMORY.AUTHOR_ID,
                        COMMIT_MEMORY.AUTHORED_AT,
                        COMMIT_MEMORY.SUBJECT,
                        COMMIT_MEMORY.FILES,
                        COMMIT_MEMORY.LINES_ADDED,
                        COMMIT_MEMORY.LINES_DELETED)
                .having(DSL.count().gt(1))
                .forEach(it -> groups.add(Arrays.stream(it.value1())
                        .map(HexFormat.of()::formatHex)
                        .toList()));
        db.select(COMMIT_MEMORY.SHA, COMMIT_MESSAGE.MESSAGE)
                .from(COMMIT_MESSAGE)
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(COMMIT_MESSAGE.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(COMMIT_MESSAGE.COMMIT_ID)))
                .where(COMMIT_MESSAGE.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MESSAGE.MESSAGE.contains(CherryPicks.MARK))
                .forEach(it -> {
                    List<String> group = new ArrayList<>(CherryPicks.origins(it.value2()));
                    if (!group.isEmpty()) {
                        group.add(HexFormat.of().formatHex(it.value1()));
                        groups.add(group);
                    }
                });
        return groups;
    }
}
