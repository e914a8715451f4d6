package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.TEMPLATE_MINER;
import static org.jooq.impl.DSL.val;

import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.template.MinerState;
import java.util.Arrays;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What names a person among what services logged: templates, their samples, and what these are mined with. */
final class ForgottenLogs {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenLogs.class);
    /** Templates that are held at a time. */
    private static final int AT_ONCE = 500;

    private final DSLContext db;
    private final Pseudonyms people;

    ForgottenLogs(DSLContext db, Pseudonyms people) {
        this.db = db;
        this.people = people;
    }

    /** @return how many templates named somebody who is forgotten */
    int rewrite() {
        int templates = 0;
        for (int service :
                db.select(SERVICE.ID).from(SERVICE).orderBy(SERVICE.ID).fetch(SERVICE.ID)) {
            templates += db.transactionResult(tx -> new ForgottenLogs(tx.dsl(), people).rewrite(service));
        }
        return templates;
    }

    private int rewrite(int service) {
        // As who stores lines of it does: so neither writes over the other.
        db.select(SERVICE.ID)
                .from(SERVICE)
                .where(SERVICE.ID.eq(service))
                .forUpdate()
                .execute();
        rewriteMiner(service);
        int templates = 0;
        try (var rows = db.select(LOG_TEMPLATE.ID, LOG_TEMPLATE.TEXT, LOG_TEMPLATE.SAMPLES, LOG_TEMPLATE.FRAMES)
                .from(LOG_TEMPLATE)
                .where(LOG_TEMPLATE.SERVICE_ID.eq(service))
                .fetchSize(AT_ONCE)
                .fetchLazy()) {
            for (var row : rows) {
                String text = people.text(row.value2());
                String[] samples = texts(row.value3());
                String[] frames = texts(row.value4());
                if (!text.equals(row.value2())
                        || !Arrays.equals(samples, row.value3())
                        || !Arrays.equals(frames, row.value4())) {
                    templates += db.update(LOG_TEMPLATE)
                            .set(LOG_TEMPLATE.TEXT, text)
                            .set(LOG_TEMPLATE.SAMPLES, samples)
                            .set(LOG_TEMPLATE.FRAMES, frames)
                            .where(LOG_TEMPLATE.ID.eq(row.value1()))
                            .execute();
                }
            }
        }
        return templates;
    }

    private String[] texts(String[] written) {
        return Arrays.stream(written).map(people::text).toArray(String[]::new);
    }

    /** As of another version, so that whoever has it at hand reads it anew. */
    private void rewriteMiner(int service) {
        byte[] state = db.select(TEMPLATE_MINER.STATE)
                .from(TEMPLATE_MINER)
                .where(TEMPLATE_MINER.SERVICE_ID.eq(service))
                .fetchOne(TEMPLATE_MINER.STATE);
        if (state == null || state.length == 0) {
            return; // learned anew already
        }
        byte[] rewritten;
        try {
            rewritten = MinerState.of(state).rewritten(people::text).toBytes();
        } catch (IllegalArgumentException e) {
            LOG.warn("The templates of service {} are learned anew: {}", service, e.getMessage());
            rewritten = new byte[0]; // nobody can tell whom it names
        }
        db.update(TEMPLATE_MINER)
                .set(TEMPLATE_MINER.VERSION, TEMPLATE_MINER.VERSION.plus(1))
                .set(TEMPLATE_MINER.STATE, val(rewritten))
                .where(TEMPLATE_MINER.SERVICE_ID.eq(service))
                .execute();
    }
}
