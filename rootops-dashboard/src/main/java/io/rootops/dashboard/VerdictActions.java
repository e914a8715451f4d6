package io.rootops.dashboard;

import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and programs say of the verdicts on deployments; the log says by whom. */
final class VerdictActions {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictActions.class);

    private final DeploymentsReader deployments;
    private final VerdictAnswers answers;

    VerdictActions(DeploymentsReader deployments, VerdictAnswers answers) {
        this.deployments = deployments;
        this.answers = answers;
    }

    /** What may be said. */
    private enum Says {
        WRONG,
        RIGHT,
        /** What was said is to count no more. */
        UNDO
    }

    /**
     * Does it; twice comes to the same.
     *
     * @param id of the deployment, as it was sent
     * @param name of the field that holds the answer; {@code state} is the verdict that it is about, by default the one that stands
     * @throws ProblemException where there is no such deployment, or no such verdict on it
     */
    void take(String id, Fields fields, String name, HttpServletRequest request) {
        Says says = word(Says.class, fields, name);
        if (says == null) {
            throw fields.wrong(name, words(Says.class));
        }
        State seen = word(State.class, fields, "state");
        Watched watched = deployments.told(id, fields.path()).watched();
        State of = seen == null ? watched.state() : seen;
        String who = Visitors.of(request).who();
        if (says == Says.UNDO) {
            if (!answers.undo(watched, of, who)) {
                throw ProblemException.otherVerdict(id, of.word(), fields.path());
            }
        } else if (!VerdictAnswer.possible(of)) {
            throw ProblemException.noVerdict(id, of.word(), fields.path());
        } else if (!answers.answer(
                watched, of, says == Says.WRONG ? VerdictAnswer.Says.WRONG : VerdictAnswer.Says.RIGHT, who)) {
            throw ProblemException.otherVerdict(id, of.word(), fields.path());
        }
        LOG.info(
                "Verdict on deployment {}, {}: {}, says {}",
                watched.id(),
                of.word(),
                says.name().toLowerCase(Locale.ROOT),
                who);
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> type, Fields fields, String name) {
        String word = fields.text(name);
        return word == null
                ? null
                : Arrays.stream(type.getEnumConstants())
                        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> fields.wrong(name, words(type)));
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
