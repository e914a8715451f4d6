package io.rootops.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.core.signal.verdict.VerdictAnswer.Says;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictAnswersTest {
    private static final Instant THEN = Instant.parse("2026-03-14T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "REGRESSED, WRONG, false, true",
        "REGRESSED, RIGHT, false, false",
        "SUSPECT, WRONG, false, true",
        "SUSPECT, RIGHT, false, false",
        "HEALTHY, WRONG, true, false",
        "HEALTHY, RIGHT, false, false"
    })
    void whatAnAnswerChangesOfTheAdviceOnRollbacksIsSaid(State state, Says says, boolean given, boolean none) {
        String changes = String.join(" ", answers(state, says, null).changes());

        assertThat(changes.contains("What a rollback of it would come to is shown"))
                .isEqualTo(given);
        assertThat(changes.contains("No rollback of it is advised")).isEqualTo(none);
        assertThat(changes.contains("It changes nothing")).isEqualTo(state != State.SUSPECT && says == Says.RIGHT);
    }

    @Test
    void anAnswerThatIsOlderThanTheLastLookIsSaidToBe() {
        assertThat(answers(State.REGRESSED, Says.WRONG, null).lookedAgainAt()).isNull();
        assertThat(answers(State.REGRESSED, Says.WRONG, THEN.minusSeconds(1)).lookedAgainAt())
                .isNull();
        assertThat(answers(State.REGRESSED, Says.WRONG, THEN.plusSeconds(1)).lookedAgainAt())
                .isEqualTo(THEN.plusSeconds(1));
        assertThat(VerdictAnswers.of(State.REGRESSED, List.of(), THEN).lookedAgainAt())
                .as("nobody said anything")
                .isNull();
    }

    private static VerdictAnswers answers(State state, Says says, @Nullable Instant lastLook) {
        return VerdictAnswers.of(state, List.of(new VerdictAnswer(1, state, says, "ana", THEN, null)), lastLook);
    }
}
