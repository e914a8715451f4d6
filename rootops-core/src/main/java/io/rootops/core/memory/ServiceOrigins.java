package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.PATH;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.SERVICE_CORRECTION;
import static io.rootops.core.memory.schema.Tables.SERVICE_ORIGIN;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Confidence;
import io.rootops.core.memory.schema.tables.records.ServiceCorrectionRecord;
import io.rootops.core.memory.schema.tables.records.ServiceOriginRecord;
import io.rootops.core.memory.schema.tables.records.ServiceRecord;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.Basis;
import io.rootops.core.signal.origin.Correction;
import io.rootops.core.signal.origin.ServiceMapping;
import io.rootops.core.signal.origin.ServiceOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which repository each service comes from: what was learned, and what people said, which wins. Thread-safe. */
public final class ServiceOrigins {
    /** In one transaction, so that of several processes only one is told so. */
    private static final String CLAIM = """
            insert into origin_learning (claimed_at, known)
            select now(), md5(coalesce((select string_agg(id::text, ' ' order by id) from service), '') || '/'
                || coalesce((select string_agg(id || ' ' || name || ' ' || (state = 'ready'), ' ' order by id)
                    from repository), ''))
            on conflict (one) do update set claimed_at = excluded.claimed_at, known = excluded.known
            where origin_learning.known <> excluded.known or origin_learning.claimed_at > now()
                or origin_learning.claimed_at <= now() - {0}::interval
            """;

    private static final String LEARNED = """
            insert into service_origin (service_id, repository_id, path, confidence, basis, evidence)
            select s.id, r.id, {2}, {3}, {4}, {5} from service s, repository r
            where s.name = {0} and s.environment = {1} and r.id = {6}
            """;

    private final DSLContext db;
    private final InstantSource clock;

    public ServiceOrigins(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Whether the caller is to learn now: a service or a repository appeared, or was read to its end, or nobody learned for so
     * long.
     */
    public boolean claim(Duration interval) {
        return db.execute(CLAIM, val(interval.toSeconds() + " seconds")) == 1;
    }

    /** Replaces all that was learned before; of a service or a repository that is no more nothing is kept. */
    public void learned(List<ServiceOrigin> origins) {
        db.transaction(tx -> {
            tx.dsl().deleteFrom(SERVICE_ORIGIN).execute();
            origins.forEach(it -> tx.dsl()
                    .execute(
                            LEARNED,
                            val(it.service().name()),
                            val(it.service().environment()),
                            val(it.path()),
                            val(it.confidence().word()),
                            val(it.basis().word()),
                            val(it.evidence()),
                            val(it.repository().value())));
        });
    }

    /**
     * A person says what a service comes from; it counts until it is undone.
     *
     * @param repository null: none of those that are followed
     * @param path directory of it, without a slash at either end; empty: all of it
     * @param by how they came in
     */
    public void correct(ServiceName service, @Nullable RepositoryId repository, String path, String by) {
        db.transaction(tx -> {
            ServiceCorrectionRecord row = new ServiceCorrectionRecord();
            row.setService(service.name());
            row.setEnvironment(service.environment());
            row.setRepositoryId(repository == null ? null : repository.value());
            row.setPath(path);
            row.setSaidBy(new ForgottenPeople(tx.dsl()).settled().text(by));
            row.setSaidAt(utc(clock.instant()));
            tx.dsl()
                    .insertInto(SERVICE_CORRECTION)
                    .set(row)
                    .onDuplicateKeyUpdate()
                    .set(row)
                    .execute();
        });
    }

    /** @return false: nobody had said anything of it */
    public boolean undo(ServiceName service) {
        return db.deleteFrom(SERVICE_CORRECTION)
                        .where(SERVICE_CORRECTION.SERVICE.eq(service.name()))
                        .and(SERVICE_CORRECTION.ENVIRONMENT.eq(service.environment()))
                        .execute()
                == 1;
    }

    /** Whether the repository has or had a file below this directory. */
    public boolean hasDirectory(RepositoryId repository, String path) {
        return db.fetchExists(
                PATH,
                PATH.REPOSITORY_ID.eq(repository.value()),
                condition("starts_with({0}, {1})", PATH.PATH_, val(path + "/")));
    }

    /** The services that come from a repository, by name. */
    public List<ServiceOrigin> of(RepositoryId repository) {
        return all().stream()
                .flatMap(it -> it.origin().stream())
                .filter(it -> it.repository().equals(repository))
                .toList();
    }

    /** Empty: the service is not known, or not what it comes from. */
    public Optional<ServiceOrigin> of(ServiceName service) {
        return mapping(service).flatMap(ServiceMapping::origin);
    }

    /** Empty: there is no such service. */
    public Optional<ServiceMapping> mapping(ServiceName service) {
        return mappings(SERVICE.NAME.eq(service.name()).and(SERVICE.ENVIRONMENT.eq(service.environment()))).stream()
                .findFirst();
    }

    /** The services of a name, in every environment. */
    List<ServiceMapping> named(String name) {
        return mappings(SERVICE.NAME.eq(name));
    }

    /** Every service, by name. */
    public List<ServiceMapping> all() {
        return mappings(noCondition());
    }

    private List<ServiceMapping> mappings(Condition which) {
        Map<ServiceName, ServiceRecord> services = new LinkedHashMap<>();
        Map<ServiceName, List<ServiceOrigin>> learned = new LinkedHashMap<>();
        Map<ServiceName, Correction> corrections = new LinkedHashMap<>();
        db.select()
                .from(SERVICE)
                .leftJoin(SERVICE_ORIGIN)
                .on(SERVICE_ORIGIN.SERVICE_ID.eq(SERVICE.ID))
                .leftJoin(SERVICE_CORRECTION)
                .on(SERVICE_CORRECTION
                        .SERVICE
                        .eq(SERVICE.NAME)
                        .and(SERVICE_CORRECTION.ENVIRONMENT.eq(SERVICE.ENVIRONMENT)))
                .where(which)
                .orderBy(SERVICE.NAME, SERVICE.ENVIRONMENT, SERVICE_ORIGIN.REPOSITORY_ID)
                .forEach(it -> {
                    ServiceRecord service = it.into(SERVICE);
                    ServiceName name = new ServiceName(service.getName(), service.getEnvironment());
                    services.put(name, service);
                    List<ServiceOrigin> origins = learned.computeIfAbsent(name, any -> new ArrayList<>());
                    if (it.get(SERVICE_ORIGIN.SERVICE_ID) != null) {
                        origins.add(origin(name, it.into(SERVICE_ORIGIN)));
                    }
                    if (it.get(SERVICE_CORRECTION.SERVICE) != null) {
                        corrections.put(name, correction(it.into(SERVICE_CORRECTION)));
                    }
                });
        List<ServiceMapping> mappings = new ArrayList<>();
        services.forEach((name, it) -> mappings.add(
                new ServiceMapping(name, lastSeen(it), learned.getOrDefault(name, List.of()), corrections.get(name))));
        return mappings;
    }

    /** By its lines or its metrics; one of the two has it. */
    private static Instant lastSeen(ServiceRecord it) {
        return Stream.of(it.getLastSeenAt(), it.getMeasuredAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
    }

    private static ServiceOrigin origin(ServiceName service, ServiceOriginRecord row) {
        return new ServiceOrigin(
                service,
                new RepositoryId(row.getRepositoryId()),
                row.getPath(),
                Confidence.of(row.getConfidence()),
                Basis.of(row.getBasis()),
                row.getEvidence());
    }

    private static Correction correction(ServiceCorrectionRecord row) {
        return new Correction(
                row.getRepositoryId() == null ? null : new RepositoryId(row.getRepositoryId()),
                row.getPath(),
                row.getSaidBy(),
                row.getSaidAt().toInstant());
    }
}
