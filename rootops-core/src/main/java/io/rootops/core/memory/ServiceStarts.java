package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.SERVICE_START;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend.Start;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** When instances of services began, as their metrics told: kept for 30 days, so that a store of metrics may go away. */
public final class ServiceStarts {
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{7,40}");
    /** Of a service, the newest: one that cannot start begins again and again. */
    private static final int MOST = 2_000;

    private static final int MOST_CHARACTERS = 200;

    private static final String STORE = """
            insert into service_start (service_id, at, instance, version, revision)
            select id, {2}, {3}, {4}, {5} from service where name = {0} and environment = {1}
            on conflict (service_id, at, instance) do update
                set version = coalesce(excluded.version, service_start.version),
                    revision = coalesce(excluded.revision, service_start.revision)
            """;

    private static final String FORGET = """
            delete from service_start where ctid in (
                select t.ctid from service_start t join service s on s.id = t.service_id
                where s.name = {0} and s.environment = {1} order by t.at desc, t.instance offset {2})
            """;

    private final DSLContext db;

    public ServiceStarts(DSLContext db) {
        this.db = db;
    }

    /** When the newest one was that is known; empty: none is. */
    public Optional<Instant> newest() {
        return db.select(max(SERVICE_START.AT))
                .from(SERVICE_START)
                .fetchOptional(it -> it.value1())
                .map(OffsetDateTime::toInstant);
    }

    /** The services that are known. */
    public Set<ServiceName> services() {
        return new HashSet<>(db.select(SERVICE.NAME, SERVICE.ENVIRONMENT)
                .from(SERVICE)
                .fetch(it -> new ServiceName(it.value1(), it.value2())));
    }

    /** Keeps them; one that is known already once. Of a service that is not known nothing is kept. */
    public void store(Map<ServiceName, List<Start>> starts) {
        starts.forEach((service, all) -> db.transaction(tx -> {
            for (Start it : all.subList(Math.max(0, all.size() - MOST), all.size())) {
                tx.dsl()
                        .execute(
                                STORE,
                                val(service.name()),
                                val(service.environment()),
                                val(utc(Times.storable(it.at()))),
                                val(cut(it.instance())),
                                val(it.version() == null ? null : cut(it.version()), String.class),
                                val(revision(it.revision()), String.class));
            }
            tx.dsl().execute(FORGET, val(service.name()), val(service.environment()), val(MOST));
        }));
    }

    private static String cut(String text) {
        // No text of the database holds the character 0.
        String kept = text.replace("\0", "");
        return kept.length() <= MOST_CHARACTERS ? kept : kept.substring(0, MOST_CHARACTERS);
    }

    /** Null: what it says is no sha. */
    private static @Nullable String revision(@Nullable String told) {
        String lower = told == null ? "" : told.toLowerCase(Locale.ROOT);
        return REVISION.matcher(lower).matches() ? lower : null;
    }
}
