package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.TOKEN_BUDGET;

import io.rootops.core.installation.RateBudget;
import java.util.Optional;
import org.jooq.DSLContext;

/** What GitHub allows GITHUB_TOKEN, for all replicas: they share its limit. */
public final class TokenBudgetMemory {
    private final DSLContext db;

    public TokenBudgetMemory(DSLContext db) {
        this.db = db;
    }

    /** What GitHub said last. */
    public void store(RateBudget budget) {
        db.insertInto(TOKEN_BUDGET)
                .set(TOKEN_BUDGET.RATE_LIMIT, budget.limit())
                .set(TOKEN_BUDGET.RATE_REMAINING, budget.remaining())
                .set(TOKEN_BUDGET.RATE_RESET_AT, RepositoryMemory.utc(budget.resetAt()))
                .onConflict(TOKEN_BUDGET.ONLY_ONE)
                .doUpdate()
                .set(TOKEN_BUDGET.RATE_LIMIT, budget.limit())
                .set(TOKEN_BUDGET.RATE_REMAINING, budget.remaining())
                .set(TOKEN_BUDGET.RATE_RESET_AT, RepositoryMemory.utc(budget.resetAt()))
                .execute();
    }

    /** Empty: there is no token, or GitHub told of no limit. */
    public Optional<RateBudget> find() {
        return db.selectFrom(TOKEN_BUDGET)
                .fetchOptional(it -> new RateBudget(
                        it.getRateLimit(),
                        it.getRateRemaining(),
                        it.getRateResetAt().toInstant()));
    }

    /** There is another token now, or none. */
    public void forget() {
        db.deleteFrom(TOKEN_BUDGET).execute();
    }
}
