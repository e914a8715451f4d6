package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.signal.origin.BuiltFrom;
import io.rootops.core.signal.origin.KnownRepository;
import io.rootops.core.signal.origin.OriginFacts;
import io.rootops.core.signal.origin.Rollout;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/** Gathers what the memory knows that tells where services come from. */
public final class OriginGround {
    private static final int MOST_DIRECTORIES = 2_000;
    private static final int MOST_ROLLOUTS = 500;
    private static final int MOST_STARTS = 500;

    /** Where a file that builds something is at the head of the default branch: by the last change of each that ever was one. */
    private static final String DIRECTORIES = """
            select distinct regexp_replace(p.path, '/[^/]*$', '') as directory
            from path p
            cross join lateral (
                select distinct f.file_id from file_change f
                where f.repository_id = p.repository_id and f.path_id = p.id) file
            cross join lateral (
                select l.path_id, l.status from file_change l
                join commit_memory c on c.repository_id = l.repository_id and c.id = l.commit_id
                where l.repository_id = p.repository_id and l.file_id = file.file_id and c.position is not null
                order by c.position desc limit 1) last
            where p.repository_id = {0} and last.path_id = p.id and last.status <> 'D' and p.path ~ {1}
            order by 1 limit {2}
            """;

    private static final String BUILDS =
            "/([Dd]ockerfile(\\.[^/]+)?|Containerfile|pom\\.xml|build\\.gradle(\\.kts)?|package\\.json|go\\.mod|"
                    + "main\\.go|Cargo\\.toml|pyproject\\.toml|setup\\.py|requirements\\.txt|Gemfile|composer\\.json|mix\\.exs|"
                    + "BUILD(\\.bazel)?|[^/]+\\.csproj|Chart\\.yaml)$";

    /** Of each service the newest that a repository has: what was built from a commit that is not known yet says nothing. */
    private static final String BUILT_FROM = """
            with told as (
                select s.name, t.revision, max(t.at) as at
                from service_start t join service s on s.id = t.service_id
                where t.revision is not null and t.at >= {0} and t.at < {1}
                group by s.name, t.revision),
            found as (
                select told.name, told.revision, c.repository_id,
                    rank() over (partition by told.name order by told.at desc, told.revision) as newest
                from told cross join lateral (
                    select distinct repository_id from commit_memory
                    where sha >= decode(rpad(told.revision, 40, '0'), 'hex')
                        and sha <= decode(rpad(told.revision, 40, 'f'), 'hex')) c)
            select name, revision, repository_id from found where newest = 1 order by name, repository_id
            """;

    private static final String STARTS = """
            select name, at from (
                select s.name, t.at, row_number() over (partition by s.name order by t.at desc) as newest
                from service_start t join service s on s.id = t.service_id
                where t.at >= {0} and t.at < {1}) starts
            where newest <= {2} order by name, at
            """;

    private final DSLContext db;

    public OriginGround(DSLContext db) {
        this.db = db;
    }

    /** By starts and deployments between these times. */
    public OriginFacts facts(Instant since, Instant until) {
        List<KnownRepository> repositories = repositories();
        Map<RepositoryId, List<Rollout>> rollouts = new HashMap<>();
        DeploymentMemory deployments = new DeploymentMemory(db);
        for (KnownRepository it : repositories) {
            List<Rollout> all = deployments.succeeded(it.id(), since, MOST_ROLLOUTS).stream()
                    .map(OriginGround::rollout)
                    .toList();
            if (!all.isEmpty()) {
                rollouts.put(it.id(), all);
            }
        }
        return new OriginFacts(repositories, builtFrom(since, until), rollouts, starts(since, until), until);
    }

    private static Rollout rollout(DeploymentEvent it) {
        Instant live = it.time();
        return new Rollout(it.startedAt() == null || it.startedAt().isAfter(live) ? live : it.startedAt(), live);
    }

    private List<KnownRepository> repositories() {
        return db.select(REPOSITORY.ID, REPOSITORY.NAME)
                .from(REPOSITORY)
                .orderBy(REPOSITORY.ID)
                .fetch()
                .map(it -> known(new RepositoryId(it.value1()), it.value2()));
    }

    private KnownRepository known(RepositoryId id, String name) {
        return new KnownRepository(id, name, directories(id.value()), new DeclarationMemory(db).of(id));
    }

    private List<String> directories(int repository) {
        return db.resultQuery(DIRECTORIES, val(repository), val(BUILDS), val(MOST_DIRECTORIES))
                .fetch("directory", String.class);
    }

    private List<BuiltFrom> builtFrom(Instant since, Instant until) {
        return db.resultQuery(BUILT_FROM, val(utc(since)), val(utc(until)))
                .fetch(it -> new BuiltFrom(
                        Objects.requireNonNull(it.get("name", String.class)),
                        Objects.requireNonNull(it.get("revision", String.class)),
                        new RepositoryId(Objects.requireNonNull(it.get("repository_id", Integer.class)))));
    }

    private Map<String, List<Instant>> starts(Instant since, Instant until) {
        Map<String, List<Instant>> starts = new HashMap<>();
        db.resultQuery(STARTS, val(utc(since)), val(utc(until)), val(MOST_STARTS))
                .forEach(it -> starts.computeIfAbsent(
                                Objects.requireNonNull(it.get("name", String.class)), any -> new ArrayList<>())
                        .add(Objects.requireNonNull(it.get("at", OffsetDateTime.class))
                                .toInstant()));
        return starts;
    }
}
