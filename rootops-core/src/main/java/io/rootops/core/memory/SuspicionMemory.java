package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static io.rootops.core.memory.schema.Tables.SUSPICION_LOOK;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.schema.tables.records.SuspicionRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Budget;
import io.rootops.core.suspicion.Finding;
import io.rootops.core.suspicion.Kind;
import io.rootops.core.suspicion.Suspicion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps what looks wrong between deployments, once, whoever of several replicas sees it. Thread-safe. */
public final class SuspicionMemory {
    /** Of one service; a person's answer to one opens another. */
    private static final int MOST_OPEN = 100;

    private final DSLContext db;

    public SuspicionMemory(DSLContext db) {
        this.db = db;
    }

    /** Up to when services were looked at; empty: they never were. */
    public Optional<Instant> lookedTo() {
        return db.select(SUSPICION_LOOK.LOOKED_TO)
                .from(SUSPICION_LOOK)
                .fetchOptional(it -> it.value1().toInstant());
    }

    /**
     * Keeps what a look found, all or nothing: findings of a service within an hour belong to one suspicion, what people said is
     * expected there is left out, suspicions that were quiet for an hour close, and within the budget the strongest are told.
     *
     * @param from up to when services had been looked at; null: never
     * @param to up to when they are now
     * @param repositories which repository a service comes from; empty: it is not known
     * @return empty: somebody else looked in the meantime, and nothing was kept; else whether anything changed
     */
    public Optional<Boolean> keep(
            @Nullable Instant from,
            Instant to,
            List<Finding> findings,
            Function<ServiceName, Optional<RepositoryId>> repositories) {
        return db.transactionResult(tx -> {
            // Before any suspicion, as who answers one does: some that close are incidents.
            Pseudonyms people = new IncidentChanges(tx.dsl()).people();
            if (!advance(tx.dsl(), from, to)) {
                return Optional.<Boolean>empty();
            }
            Look look = new Look(tx.dsl(), to, texts(tx.dsl(), findings, people));
            boolean news = look.close();
            List<Suspicion.Seen> expected = new SuspicionRows(tx.dsl()).expected();
            Map<ServiceName, List<Finding>> services = findings.stream()
                    .filter(it -> expected.stream().noneMatch(other -> look.isExpected(it, other)))
                    .collect(Collectors.groupingBy(Finding::service, TreeMap::new, Collectors.toList()));
            services.forEach((service, its) -> look.keep(service, its, repositories));
            look.tell();
            return Optional.of(news || !services.isEmpty());
        });
    }

    private static boolean advance(DSLContext tx, @Nullable Instant from, Instant to) {
        return from == null
                ? tx.insertInto(SUSPICION_LOOK)
                                .set(SUSPICION_LOOK.LOOKED_TO, utc(to))
                                .onConflictDoNothing()
                                .execute()
                        == 1
                : tx.update(SUSPICION_LOOK)
                                .set(SUSPICION_LOOK.LOOKED_TO, utc(to))
                                .where(SUSPICION_LOOK.LOOKED_TO.eq(utc(from)))
                                .execute()
                        == 1;
    }

    /** Of the templates of what was found, by their numbers. */
    private static Map<Long, String> texts(DSLContext tx, List<Finding> findings, Pseudonyms people) {
        return tx.select(LOG_TEMPLATE.ID, LOG_TEMPLATE.TEXT)
                .from(LOG_TEMPLATE)
                .where(LOG_TEMPLATE.ID.in(findings.stream()
                        .map(Finding::template)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())))
                .fetchMap(LOG_TEMPLATE.ID, it -> people.text(it.value2()));
    }

    /**
     * One look, in its transaction.
     *
     * @param texts of templates, by their numbers
     */
    private record Look(DSLContext tx, Instant at, Map<Long, String> texts) {
        boolean isExpected(Finding finding, Suspicion.Seen expected) {
            Finding other = expected.finding();
            return finding.sameAs(other)
                    || finding.service().equals(other.service())
                            && finding.kind() == other.kind()
                            && expected.template() != null
                            && expected.template().equals(template(finding));
        }

        boolean close() {
            List<SuspicionRecord> closed = tx.update(SUSPICION)
                    .set(SUSPICION.CLOSED_AT, utc(at))
                    .where(SUSPICION.CLOSED_AT.isNull())
                    .and(SUSPICION.LAST_SEEN_AT.lt(utc(at.minus(Suspicion.QUIET))))
                    .returning()
                    .fetch();
            closed.stream()
                    .filter(it -> it.getIncidentId() != null)
                    .forEach(it -> new IncidentReports(tx)
                            .end(
                                    IncidentSource.SUSPICION,
                                    it.getId().toString(),
                                    it.getLastSeenAt().toInstant(),
                                    "It was quiet for an hour"));
            return !closed.isEmpty();
        }

        void keep(
                ServiceName service,
                List<Finding> findings,
                Function<ServiceName, Optional<RepositoryId>> repositories) {
            SuspicionRows rows = new SuspicionRows(tx);
            List<Suspicion> open = rows.fetch(
                    SUSPICION
                            .SERVICE
                            .eq(service.name())
                            .and(SUSPICION.ENVIRONMENT.eq(service.environment()))
                            .and(SUSPICION.CLOSED_AT.isNull()),
                    MOST_OPEN,
                    SUSPICION.LAST_SEEN_AT.desc());
            List<Finding> news = new ArrayList<>();
            for (Finding finding : ordered(findings)) {
                boolean known = open.stream().anyMatch(it -> update(it, finding));
                if (!known) {
                    news.add(finding);
                }
            }
            if (news.isEmpty()) {
                return;
            }
            // What people said of the one says nothing of what is found after that.
            Optional<Suspicion> home = open.stream()
                    .filter(it -> it.said() == null || it.said().answer() == Answer.CONFIRMED)
                    .findFirst();
            home.ifPresent(it -> saw(it.id()));
            UUID id = home.map(Suspicion::id)
                    .orElseGet(() -> insert(service, news.get(0).kind(), repositories.apply(service)));
            int number = home.map(it -> it.findings().size()).orElse(0);
            for (Finding finding : news) {
                rows.insert(id, ++number, finding, template(finding));
            }
        }

        /** @return false: it is nothing that the suspicion knows */
        private boolean update(Suspicion suspicion, Finding finding) {
            for (int i = 0; i < suspicion.findings().size(); i++) {
                Finding before = suspicion.findings().get(i).finding();
                if (before.sameAs(finding)) {
                    new SuspicionRows(tx).update(suspicion.id(), i + 1, before, finding);
                    saw(suspicion.id());
                    return true;
                }
            }
            return false;
        }

        private void saw(UUID suspicion) {
            tx.update(SUSPICION)
                    .set(SUSPICION.LAST_SEEN_AT, utc(at))
                    .where(SUSPICION.ID.eq(suspicion))
                    .execute();
        }

        private static List<Finding> ordered(List<Finding> findings) {
            return findings.stream()
                    .sorted(Comparator.comparing(Finding::kind)
                            .thenComparing(
                                    Comparator.comparingDouble(Finding::value).reversed()))
                    .toList();
        }

        private UUID insert(ServiceName service, Kind kind, Optional<RepositoryId> repository) {
            UUID id = TimeOrderedId.at(at);
            SuspicionRecord row = new SuspicionRecord();
            row.setId(id);
            row.setRepositoryId(repository.map(RepositoryId::value).orElse(null));
            row.setService(service.name());
            row.setEnvironment(service.environment());
            row.setKind(kind.word());
            row.setOpenedAt(utc(at));
            row.setLastSeenAt(utc(at));
            tx.insertInto(SUSPICION).set(row).execute();
            return id;
        }

        private @Nullable String template(Finding finding) {
            return finding.template() == null ? null : texts.get(finding.template());
        }

        /** Also those that were held back before, as long as they last and nobody has answered. */
        void tell() {
            List<Suspicion> held = new SuspicionRows(tx)
                    .fetch(
                            SUSPICION
                                    .TOLD_AT
                                    .isNull()
                                    .and(SUSPICION.CLOSED_AT.isNull())
                                    .and(SUSPICION.ANSWER.isNull()),
                            Integer.MAX_VALUE);
            held.stream()
                    .collect(Collectors.groupingBy(it -> Optional.ofNullable(it.repository())))
                    .forEach((repository, its) -> Budget.tell(its, told(repository.orElse(null)))
                            .forEach(it -> tx.update(SUSPICION)
                                    .set(SUSPICION.TOLD_AT, utc(at))
                                    .where(SUSPICION.ID.eq(it.id()))
                                    .execute()));
        }

        private int told(@Nullable RepositoryId repository) {
            return tx.fetchCount(
                    SUSPICION,
                    repository == null
                            ? SUSPICION.REPOSITORY_ID.isNull()
                            : SUSPICION.REPOSITORY_ID.eq(repository.value()),
                    SUSPICION.TOLD_AT.gt(utc(at.minus(Budget.WEEK))));
        }
    }
}
