package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.PATTERN_MEMORY;
import static io.rootops.core.memory.schema.Tables.PATTERN_SEARCH;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.selectFrom;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.PatternMemoryRecord;
import io.rootops.core.memory.schema.tables.records.PatternSearchRecord;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.PastChanges;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.pattern.Patterns;
import io.rootops.core.pattern.Trait;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** What goes wrong in repositories, as it was last found. */
public final class PatternMemory {
    private final DSLContext db;

    public PatternMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * A search.
     *
     * @param version of the rule
     * @param threshold that a pattern had to reach
     * @param revision of the outcomes that were known
     * @param base all commits whose outcome was known
     */
    public record Search(int version, double threshold, long revision, Count base, Instant at) {}

    /** The last one; empty: there was none. */
    public Optional<Search> search(RepositoryId repository) {
        return db.selectFrom(PATTERN_SEARCH)
                .where(PATTERN_SEARCH.REPOSITORY_ID.eq(repository.value()))
                .fetchOptional(PatternMemory::search);
    }

    /** How often outcomes have changed; empty when the repository is followed no longer. */
    public Optional<Long> revision(RepositoryId repository) {
        return db.select(REPOSITORY.OUTCOME_REVISION)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(repository.value()))
                .fetchOptional(REPOSITORY.OUTCOME_REVISION);
    }

    /** Those of deployments. */
    public DeploymentPatternMemory ofDeployments() {
        return new DeploymentPatternMemory(db);
    }

    /** The history to look through, by the outcomes that are known now. */
    public PastChanges changes(RepositoryId repository, Instant now) {
        return new PatternHistory(db, repository, new OutcomeMemory(db).findings(repository), now);
    }

    /** What was found: patterns first, the surest first. */
    public List<Pattern> found(RepositoryId repository) {
        Count base = search(repository).map(Search::base).orElse(Count.NONE);
        return db.fetch(selectFrom(PATTERN_MEMORY)
                        .where(PATTERN_MEMORY.REPOSITORY_ID.eq(repository.value()))
                        .orderBy(
                                case_(PATTERN_MEMORY.STATE)
                                        .when(Pattern.State.PATTERN.word(), 1)
                                        .when(Pattern.State.FADED.word(), 2)
                                        .else_(3),
                                PATTERN_MEMORY.CONFIDENCE.desc(),
                                PATTERN_MEMORY.KIND,
                                PATTERN_MEMORY.SUBJECT,
                                PATTERN_MEMORY.PARTNER))
                .map(it -> pattern((PatternMemoryRecord) it, base));
    }

    /**
     * Takes the place of what was found before. A pattern keeps the time since when it is known.
     *
     * @param revision of the outcomes, as they were before the history was read
     */
    public void keep(RepositoryId repository, Patterns patterns, PatternRule rule, long revision, Instant now) {
        db.transaction(tx -> {
            Map<Trait, Instant> since = new HashMap<>();
            tx.dsl()
                    .selectFrom(PATTERN_MEMORY)
                    .where(PATTERN_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .and(PATTERN_MEMORY.FOUND_AT.isNotNull())
                    .forEach(it -> since.put(trait(it), it.getFoundAt().toInstant()));
            tx.dsl()
                    .deleteFrom(PATTERN_MEMORY)
                    .where(PATTERN_MEMORY.REPOSITORY_ID.eq(repository.value()))
                    .execute();
            tx.dsl()
                    .batchInsert(patterns.found().stream()
                            .map(it -> row(repository, it, since))
                            .toList())
                    .execute();
            PatternSearchRecord search = row(repository, patterns.base(), rule, revision, now);
            tx.dsl()
                    .insertInto(PATTERN_SEARCH)
                    .set(search)
                    .onConflict(PATTERN_SEARCH.REPOSITORY_ID)
                    .doUpdate()
                    .set(search)
                    .execute();
        });
    }

    private static Search search(PatternSearchRecord row) {
        return new Search(
                row.getVersion(),
                row.getThreshold(),
                row.getRevision(),
                new Count(row.getCommits(), row.getBad()),
                row.getSearchedAt().toInstant());
    }

    private static PatternSearchRecord row(
            RepositoryId repository, Count base, PatternRule rule, long revision, Instant now) {
        PatternSearchRecord row = new PatternSearchRecord();
        row.setRepositoryId(repository.value());
        row.setVersion(PatternRule.VERSION);
        row.setThreshold(rule.threshold());
        row.setRevision(revision);
        row.setCommits(base.known());
        row.setBad(base.bad());
        row.setSearchedAt(utc(now));
        return row;
    }

    private static Trait trait(PatternMemoryRecord row) {
        return new Trait(PatternKind.of(row.getKind()), row.getSubject(), row.getPartner());
    }

    private static Pattern pattern(PatternMemoryRecord row, Count base) {
        return new Pattern(
                trait(row),
                Pattern.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                new Count(row.getCommits(), row.getBad()),
                base,
                row.getConfidence(),
                row.getFoundAt() == null ? null : row.getFoundAt().toInstant(),
                new Count(row.getChecked(), row.getCheckedBad()),
                new Count(row.getCheckedBase(), row.getCheckedBaseBad()),
                row.getNeeded(),
                Arrays.stream(row.getExamples()).map(HexFormat.of()::formatHex).toList());
    }

    private static PatternMemoryRecord row(RepositoryId repository, Pattern it, Map<Trait, Instant> since) {
        PatternMemoryRecord row = new PatternMemoryRecord();
        row.setRepositoryId(repository.value());
        row.setKind(it.trait().kind().word());
        row.setSubject(it.trait().subject());
        row.setPartner(it.trait().partner());
        row.setState(it.state().word());
        row.setCommits(it.count().known());
        row.setBad(it.count().bad());
        row.setConfidence(it.confidence());
        row.setNeeded(it.needed());
        Instant found = it.foundAt();
        if (found != null) {
            Instant before = since.getOrDefault(it.trait(), found);
            row.setFoundAt(utc(before.isBefore(found) ? before : found));
        }
        row.setChecked(it.checked().known());
        row.setCheckedBad(it.checked().bad());
        row.setCheckedBase(it.checkedBase().known());
        row.setCheckedBaseBad(it.checkedBase().bad());
        row.setExamples(it.examples().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new));
        return row;
    }
}
