package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.INSTALLATION;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.RepositoryId;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;

/**
 * Whether webhooks do come: one did lately, none fails or was set aside in the last day, and what they are about can be
 * read. Then polls have little to find.
 */
public final class WebhookHealth {
    private static final Duration FAILURES_COUNT = Duration.ofDays(1);

    private final DSLContext db;

    public WebhookHealth(DSLContext db) {
        this.db = db;
    }

    /** Of all that an installation of the App has. */
    public boolean ofInstallation(long id, Duration within) {
        return healthy(
                selectOne()
                        .from(INSTALLATION)
                        .where(INSTALLATION.ID.eq(id))
                        .and(INSTALLATION.DELIVERED_AT.gt(ago(within))),
                WEBHOOK_INBOX.INSTALLATION_ID.eq(id),
                REPOSITORY.INSTALLATION_ID.eq(id));
    }

    /** Of one repository, as where somebody has set up a webhook for it and RootOps is no App. */
    public boolean ofRepository(RepositoryId id, Duration within) {
        Condition itself = REPOSITORY.ID.eq(id.value());
        return healthy(
                selectOne().from(REPOSITORY).where(itself).and(REPOSITORY.DELIVERED_AT.gt(ago(within))),
                WEBHOOK_INBOX.GITHUB_ID.in(
                        select(REPOSITORY.GITHUB_ID).from(REPOSITORY).where(itself)),
                itself);
    }

    private boolean healthy(Select<?> delivered, Condition deliveries, Condition repositories) {
        return db.fetchExists(delivered)
                && !db.fetchExists(select(WEBHOOK_INBOX.ID)
                        .from(WEBHOOK_INBOX)
                        .where(deliveries)
                        .and(WEBHOOK_INBOX
                                .STATE
                                .eq("dead")
                                .and(WEBHOOK_INBOX.FINISHED_AT.gt(ago(FAILURES_COUNT)))
                                .or(WEBHOOK_INBOX.STATE.eq("waiting").and(WEBHOOK_INBOX.ATTEMPTS.gt(1)))))
                && !db.fetchExists(select(REPOSITORY.ID)
                        .from(REPOSITORY)
                        .where(repositories)
                        .and(REPOSITORY.PAUSED.isNull())
                        .and(REPOSITORY.STATE.eq("failed")));
    }

    private static Field<OffsetDateTime> ago(Duration time) {
        return ReportOutbox.fromNow(time.negated());
    }
}
