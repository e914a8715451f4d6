package io.rootops.core.signal.loki;

import io.rootops.core.signal.store.StoreException;
import java.util.List;

/** What to ask for, once it is known over which time. */
@FunctionalInterface
public interface LokiQuestions {
    /** Queries from {@code again} to {@code to}; no line matches two of them. */
    List<LokiQuery> over(LokiSpan span) throws StoreException, InterruptedException;
}
