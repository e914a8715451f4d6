package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.memory.ChangeEvents;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what somebody says of the suspects of an incident, from JSON or from a form. */
final class IncidentAnswerInput {
    private final IncidentInput input;
    private final ChangeEvents changes;

    IncidentAnswerInput(IncidentInput input, ChangeEvents changes) {
        this.input = input;
        this.changes = changes;
    }

    /**
     * An answer to the suspects of an incident.
     *
     * @param sha full; null: no commit is meant
     * @param change null: none is meant
     * @param kind null: not said
     * @param number of the answer to take back; 0: none
     */
    record Answered(
            IncidentActions.Says says,
            @Nullable String sha,
            @Nullable ChangeEvent change,
            CulpritAnswer.@Nullable Kind kind,
            int number) {}

    /**
     * What is said of the suspects.
     *
     * @param name of the field that says it
     * @throws ProblemException where something cannot be used
     */
    Answered answer(Fields fields, String name) {
        IncidentActions.Says says = word(fields, name, IncidentActions.Says.class);
        if (says == null) {
            throw fields.wrong(name, words(IncidentActions.Says.class));
        }
        boolean ofOne = says == IncidentActions.Says.CONFIRMED || says == IncidentActions.Says.REJECTED;
        ChangeEvent change = ofOne ? change(fields) : null;
        RepositoryId repository = ofOne ? input.named(fields) : null;
        String sha = ofOne && change == null ? input.sha(fields, repository) : null;
        if (ofOne && change == null && sha == null) {
            throw fields.wrong("sha", "the sha of the commit that is meant, or the id of a change");
        }
        String number = says == IncidentActions.Says.UNDO ? Objects.requireNonNullElse(fields.text("number"), "") : "0";
        if (!number.matches("\\d{1,6}")) {
            throw fields.wrong("number", "the number of the answer that is to be taken back");
        }
        return new Answered(
                says, sha, change, word(fields, "kind", CulpritAnswer.Kind.class), Integer.parseInt(number));
    }

    private @Nullable ChangeEvent change(Fields fields) {
        String id = fields.text("change");
        if (id == null) {
            return null;
        }
        return IncidentsReader.uuid(id)
                .flatMap(changes::find)
                .orElseThrow(() -> fields.wrong("change", "the id of one of the changes of the incident"));
    }

    private static <E extends Enum<E>> @Nullable E word(Fields fields, String name, Class<E> type) {
        String word = fields.text(name);
        if (word == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> fields.wrong(name, words(type)));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
