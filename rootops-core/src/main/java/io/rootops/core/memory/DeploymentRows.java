package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.schema.tables.records.DeploymentEventRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Deployments and their rows. */
final class DeploymentRows {
    private DeploymentRows() {}

    static DeploymentEventRecord filled(RepositoryId repository, DeploymentEventRecord row, DeploymentEvent event) {
        Environment environment = event.environment();
        row.setRepositoryId(repository.value());
        row.setSource(event.source().word());
        row.setExternalId(event.externalId());
        row.setEnvironment(environment.name());
        row.setSha(event.sha() == null ? null : HexFormat.of().parseHex(event.sha()));
        row.setRef(event.ref());
        row.setName(event.name());
        row.setState(event.state().word());
        row.setStateAt(utc(event.at()));
        row.setStateNumber(event.number());
        row.setSaidProduction(environment.saidProduction());
        row.setSaidTransient(environment.saidTransient());
        row.setProduction(production(event));
        row.setConfidence(event.confidence().word());
        row.setCreatedAt(utc(event.createdAt()));
        row.setStartedAt(stored(event.startedAt()));
        row.setSucceededAt(stored(event.succeededAt()));
        row.setFailedAt(stored(event.failedAt()));
        return row;
    }

    /** The domain's {@link DeploymentEvent#succeeded}. */
    static Condition succeeded() {
        return DEPLOYMENT_EVENT
                .SUCCEEDED_AT
                .isNotNull()
                .and(DEPLOYMENT_EVENT.STATE.notIn(
                        DeploymentState.DRAFT.word(),
                        DeploymentState.PRERELEASE.word(),
                        DeploymentState.DELETED.word()));
    }

    static DeploymentEvent event(DeploymentEventRecord row) {
        return new DeploymentEvent(
                Rung.of(row.getSource()),
                row.getExternalId(),
                new Environment(row.getEnvironment(), row.getSaidProduction(), row.getSaidTransient()),
                row.getSha() == null ? null : HexFormat.of().formatHex(row.getSha()),
                row.getRef(),
                row.getName(),
                DeploymentState.of(row.getState()),
                row.getStateAt().toInstant(),
                row.getStateNumber(),
                row.getCreatedAt().toInstant(),
                Times.instant(row.getStartedAt()),
                Times.instant(row.getSucceededAt()),
                Times.instant(row.getFailedAt()));
    }

    /** By itself; null: nothing says so, and what else there is may. */
    private static @Nullable Boolean production(DeploymentEvent event) {
        if (!event.source().namesEnvironments()) {
            return null;
        }
        if (event.environment().production().isPresent()) {
            return true;
        }
        return event.environment().isTransient() ? false : null;
    }

    private static @Nullable OffsetDateTime stored(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }
}
