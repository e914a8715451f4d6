package io.rootops.dashboard;

import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.suspicion.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and programs say of suspicions; the log says by whom. */
final class SuspicionActions {
    private static final Logger LOG = LoggerFactory.getLogger(SuspicionActions.class);

    private final IncidentReporting reporting;

    SuspicionActions(IncidentReporting reporting) {
        this.reporting = reporting;
    }

    /** What may be said. */
    enum Says {
        CONFIRMED,
        DISMISSED,
        EXPECTED,
        /** What was said is to count no more. */
        UNDO
    }

    /**
     * Does it.
     *
     * @param id as it was sent
     * @throws ProblemException where there is no such suspicion
     */
    UUID take(String id, Says says, HttpServletRequest request) {
        UUID suspicion = uuid(id, request);
        String who = Visitors.of(request).who();
        boolean known = switch (says) {
            case CONFIRMED -> reporting.answer(suspicion, Answer.CONFIRMED, who);
            case DISMISSED -> reporting.answer(suspicion, Answer.DISMISSED, who);
            case EXPECTED -> reporting.answer(suspicion, Answer.EXPECTED, who);
            case UNDO -> reporting.undo(suspicion, who);
        };
        if (!known) {
            throw ProblemException.unknownSuspicion(id, request.getRequestURI());
        }
        LOG.info("Suspicion {}: {}, says {}", suspicion, says.name().toLowerCase(Locale.ROOT), who);
        return suspicion;
    }

    private static UUID uuid(String id, HttpServletRequest request) {
        if (id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return UUID.fromString(id);
        }
        throw ProblemException.unknownSuspicion(id, request.getRequestURI());
    }
}
