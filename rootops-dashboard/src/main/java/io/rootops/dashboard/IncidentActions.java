package io.rootops.dashboard;

import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.memory.IncidentEdits;
import io.rootops.core.memory.IncidentReports;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and programs tell and change of incidents; the log says by whom. */
final class IncidentActions {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentActions.class);

    private final IncidentReporting reporting;

    IncidentActions(IncidentReporting reporting) {
        this.reporting = reporting;
    }

    /**
     * Tells of one.
     *
     * @param sender the program that it comes from, by its own word; null: not told
     * @param culprit full sha; null: not told
     */
    IncidentReports.Told tell(
            IncidentReport report, @Nullable String sender, @Nullable String culprit, HttpServletRequest request) {
        String who = Visitors.of(request).who();
        IncidentReports.Told told = reporting.tell(report, sender == null ? who : sender + ", says " + who, culprit);
        LOG.info("Incident {}: told, says {}", told.incident().id(), who);
        return told;
    }

    /** What may be said of its suspects. */
    enum Says {
        CONFIRMED,
        REJECTED,
        NONE_OF_THESE,
        /** What was said is to count no more. */
        UNDO
    }

    /**
     * A person says what caused it, or that what was said counts no more.
     *
     * @throws ProblemException where there is none of this id, or no such answer
     */
    UUID answer(String id, IncidentAnswerInput.Answered said, HttpServletRequest request) {
        UUID incident = IncidentsReader.uuid(id)
                .orElseThrow(() -> ProblemException.unknownIncident(id, request.getRequestURI()));
        String who = Visitors.of(request).who();
        Says says = said.says();
        ChangeEvent change = said.change();
        boolean known = switch (says) {
            case CONFIRMED, REJECTED ->
                change == null
                        ? reporting.answer(incident, verdict(says), said.sha(), null, who)
                        : reporting.answer(incident, change, says == Says.CONFIRMED, who);
            case NONE_OF_THESE -> reporting.answer(incident, verdict(says), null, said.kind(), who);
            case UNDO -> reporting.undo(incident, said.number(), who);
        };
        if (!known) {
            throw says == Says.UNDO
                    ? ProblemException.badParameter(
                            "number",
                            "No answer " + said.number()
                                    + " counts; expected the number of one that was not taken back",
                            request.getRequestURI())
                    : ProblemException.unknownIncident(id, request.getRequestURI());
        }
        LOG.info("Incident {}: {}, says {}", incident, says.name().toLowerCase(Locale.ROOT), who);
        return incident;
    }

    private static CulpritAnswer.Verdict verdict(Says says) {
        return CulpritAnswer.Verdict.valueOf(says.name());
    }

    /** As it stands, to be changed; {@link ProblemException} where there is none of this id. */
    IncidentEdits.Standing current(String id, HttpServletRequest request) {
        return IncidentsReader.uuid(id)
                .flatMap(reporting::current)
                .orElseThrow(() -> ProblemException.unknownIncident(id, request.getRequestURI()));
    }

    /**
     * Changes one.
     *
     * @throws ProblemException where there is none of this id, or the change throws it
     */
    UUID edit(String id, Function<IncidentEdits.Standing, IncidentEdit> change, HttpServletRequest request) {
        String who = Visitors.of(request).who();
        Incident edited = IncidentsReader.uuid(id)
                .flatMap(it -> reporting.edit(it, change, who))
                .orElseThrow(() -> ProblemException.unknownIncident(id, request.getRequestURI()));
        LOG.info("Incident {}: edited, says {}", edited.id(), who);
        return edited.id();
    }
}
