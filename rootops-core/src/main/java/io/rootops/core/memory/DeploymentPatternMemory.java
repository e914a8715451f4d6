package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_PATTERN;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_PATTERN_SEARCH;
import static org.jooq.impl.DSL.case_;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.DeploymentPatternRecord;
import io.rootops.core.memory.schema.tables.records.DeploymentPatternSearchRecord;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.PastDeployment;
import io.rootops.core.pattern.Pattern;
import io.rootops.core.pattern.PatternKind;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.pattern.Patterns;
import io.rootops.core.pattern.RecurringError;
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

/** What goes wrong with deployments, as it was last found. Thread-safe. */
public final class DeploymentPatternMemory {
    private final DSLContext db;

    public DeploymentPatternMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * A search.
     *
     * @param version of the rule
     * @param threshold that a pattern had to reach
     * @param base all deployments of which it was known whether they failed
     */
    public record Search(int version, double threshold, Count base, Instant at) {}

    /** The last one; empty: there was none. */
    public Optional<Search> search(RepositoryId repository) {
        return db.selectFrom(DEPLOYMENT_PATTERN_SEARCH)
                .where(DEPLOYMENT_PATTERN_SEARCH.REPOSITORY_ID.eq(repository.value()))
                .fetchOptional(it -> new Search(
                        it.getVersion(),
                        it.getThreshold(),
                        new Count(it.getDeployments(), it.getFailed()),
                        it.getSearchedAt().toInstant()));
    }

    /** What went live, by what is known now of what became of it; in the order of time. */
    public List<PastDeployment> deployments(RepositoryId repository, Instant now) {
        return new DeploymentHistory(db).read(repository, now);
    }

    /** Errors of its services that came back, those of most incidents first. */
    public List<RecurringError> recurring(RepositoryId repository) {
        return new RecurringErrors(db).of(repository);
    }

    /** What was found: patterns first, the surest first. */
    public List<Pattern> found(RepositoryId repository) {
        Count base = search(repository).map(Search::base).orElse(Count.NONE);
        return db.selectFrom(DEPLOYMENT_PATTERN)
                .where(DEPLOYMENT_PATTERN.REPOSITORY_ID.eq(repository.value()))
                .orderBy(
                        case_(DEPLOYMENT_PATTERN.STATE)
                                .when(Pattern.State.PATTERN.word(), 1)
                                .when(Pattern.State.FADED.word(), 2)
                                .else_(3),
                        DEPLOYMENT_PATTERN.CONFIDENCE.desc(),
                        DEPLOYMENT_PATTERN.KIND,
                        DEPLOYMENT_PATTERN.SUBJECT)
                .fetch(it -> pattern(it, base));
    }

    /** Takes the place of what was found before. A pattern keeps the time since when it is known. */
    public void keep(RepositoryId repository, Patterns patterns, PatternRule rule, Instant now) {
        db.transaction(tx -> {
            Map<Trait, Instant> since = new HashMap<>();
            tx.dsl()
                    .deleteFrom(DEPLOYMENT_PATTERN)
                    .where(DEPLOYMENT_PATTERN.REPOSITORY_ID.eq(repository.value()))
                    .returning()
                    .fetch()
                    .forEach(it -> {
                        if (it.getFoundAt() != null) {
                            since.put(trait(it), it.getFoundAt().toInstant());
                        }
                    });
            tx.dsl()
                    .batchInsert(patterns.found().stream()
                            .map(it -> row(repository, it, since))
                            .toList())
                    .execute();
            DeploymentPatternSearchRecord search = new DeploymentPatternSearchRecord();
            search.setRepositoryId(repository.value());
            search.setVersion(PatternRule.VERSION);
            search.setThreshold(rule.threshold());
            search.setDeployments(patterns.base().known());
            search.setFailed(patterns.base().bad());
            search.setSearchedAt(utc(now));
            tx.dsl()
                    .insertInto(DEPLOYMENT_PATTERN_SEARCH)
                    .set(search)
                    .onConflict(DEPLOYMENT_PATTERN_SEARCH.REPOSITORY_ID)
                    .doUpdate()
                    .set(search)
                    .execute();
        });
    }

    private static Trait trait(DeploymentPatternRecord row) {
        return new Trait(PatternKind.of(row.getKind()), row.getSubject(), "");
    }

    private static Pattern pattern(DeploymentPatternRecord row, Count base) {
        return new Pattern(
                trait(row),
                Pattern.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                new Count(row.getDeployments(), row.getFailed()),
                base,
                row.getConfidence(),
                row.getFoundAt() == null ? null : row.getFoundAt().toInstant(),
                new Count(row.getChecked(), row.getCheckedFailed()),
                new Count(row.getCheckedBase(), row.getCheckedBaseFailed()),
                row.getNeeded(),
                Arrays.stream(row.getExamples()).map(HexFormat.of()::formatHex).toList());
    }

    private static DeploymentPatternRecord row(RepositoryId repository, Pattern it, Map<Trait, Instant> since) {
        DeploymentPatternRecord row = new DeploymentPatternRecord();
        row.setRepositoryId(repository.value());
        row.setKind(it.trait().kind().word());
        row.setSubject(it.trait().subject());
        row.setState(it.state().word());
        row.setDeployments(it.count().known());
        row.setFailed(it.count().bad());
        row.setConfidence(it.confidence());
        row.setNeeded(it.needed());
        Instant found = it.foundAt();
        if (found != null) {
            Instant before = since.getOrDefault(it.trait(), found);
            row.setFoundAt(utc(before.isBefore(found) ? before : found));
        }
        row.setChecked(it.checked().known());
        row.setCheckedFailed(it.checked().bad());
        row.setCheckedBase(it.checkedBase().known());
        row.setCheckedBaseFailed(it.checkedBase().bad());
        row.setExamples(it.examples().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new));
        return row;
    }
}
