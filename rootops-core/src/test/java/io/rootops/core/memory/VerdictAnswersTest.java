package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.core.signal.verdict.VerdictAnswer.Says;
import io.rootops.core.testing.MemoryRows;
import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictAnswersTest {
    private static final String WHO = "the token 'ci'";

    private final TestDatabase db = TestDatabase.create();
    private final VerdictAnswers answers = new VerdictAnswers(db.dsl());
    private final Watched watched = new Watched(
            new RepositoryId(1),
            1,
            Rung.REPORTED,
            "7",
            "production",
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            false,
            State.REGRESSED,
            null,
            null,
            null,
            0);

    @BeforeAll
    void fill() {
        MemoryRows.insert(db, 40, 2);
    }

    @BeforeEach
    void quiet() {
        db.execute("delete from verdict_answer");
        db.execute("update deployment_watch set state = 'regressed'");
    }

    @AfterAll
    void close() {
        db.close();
    }

    @Test
    void theLastAnswerCountsAndAllOfThemStay() {
        assertThat(answers.answer(watched, State.REGRESSED, Says.WRONG, WHO)).isTrue();
        assertThat(answers.answer(watched, State.REGRESSED, Says.WRONG, "somebody else"))
                .isTrue();
        assertThat(said()).as("twice is once").hasSize(1).allMatch(it -> !it.worse());
        assertThat(answers.answer(watched, State.REGRESSED, Says.RIGHT, "somebody else"))
                .isTrue();

        assertThat(said()).extracting(VerdictAnswer::number).containsExactly(1, 2);
        assertThat(said()).extracting(VerdictAnswer::by).containsExactly(WHO, "somebody else");
        assertThat(said()).extracting(it -> it.counts(State.REGRESSED)).containsExactly(false, true);
        VerdictAnswer first = said().get(0);
        assertThat(first.counted(State.REGRESSED, first.at())).as("as of then").isTrue();
        assertThat(first.counted(State.REGRESSED, first.at().minusMillis(1))).isFalse();
        assertThat(first.counted(State.REGRESSED, said().get(1).at())).isFalse();
        assertThat(answers.undo(watched, State.SUSPECT, WHO))
                .as("it is regressed")
                .isFalse();
        assertThat(said().get(1).counts(State.REGRESSED)).isTrue();
        assertThat(answers.undo(watched, State.REGRESSED, WHO)).isTrue();
        assertThat(answers.undo(watched, State.REGRESSED, WHO)).isTrue();
        assertThat(said()).hasSize(2).noneMatch(it -> it.counts(State.REGRESSED));
        assertThat(db.dsl().fetchValue("select taken_back_by from verdict_answer where number = 2"))
                .isEqualTo(WHO);
        assertThat(answers.of(new RepositoryId(2), List.of(1L, 2L)))
                .as("nothing was said of others")
                .isEmpty();
        assertThat(db.dsl().fetchValue("select state from deployment_watch where id = 1"))
                .as("the verdict stays as it was")
                .isEqualTo("regressed");
    }

    @Test
    void anAnswerToAnEarlierVerdictSaysNothingOfALaterOne() {
        assertThat(answers.answer(watched, State.SUSPECT, Says.WRONG, WHO))
                .as("it is regressed by now")
                .isFalse();
        assertThat(said()).isEmpty();
        db.execute("update deployment_watch set state = 'suspect'");
        assertThat(answers.answer(watched, State.SUSPECT, Says.WRONG, WHO)).isTrue();
        assertThat(said().get(0).counts(State.REGRESSED)).isFalse();
        assertThat(said().get(0).counts(State.SUSPECT)).isTrue();
        assertThatThrownBy(() -> answers.answer(watched, State.WATCHING, Says.WRONG, WHO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WATCHING");
    }

    @Test
    void whoeverAnswersAtOnceAnswersOneAfterTheOther() {
        IntStream.range(0, 24)
                .parallel()
                .forEach(it -> answers.answer(
                        watched, State.REGRESSED, it % 2 == 0 ? Says.WRONG : Says.RIGHT, "visitor " + it));

        List<VerdictAnswer> said = said();
        assertThat(said).filteredOn(it -> it.counts(State.REGRESSED)).hasSize(1);
        assertThat(said)
                .extracting(VerdictAnswer::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, said.size()).boxed().toList());
    }

    @Test
    void whatIsSaidTellsWhetherThingsGotWorse() {
        assertThat(worse("healthy", Says.WRONG)).isTrue();
        assertThat(worse("healthy", Says.RIGHT)).isFalse();
        assertThat(worse("suspect", Says.RIGHT)).isTrue();
        assertThat(worse("regressed", Says.WRONG)).isFalse();
    }

    private boolean worse(String state, Says says) {
        db.execute("update deployment_watch set state = '" + state + "'");
        answers.answer(watched, State.of(state), says, WHO);
        return said().get(said().size() - 1).worse();
    }

    private List<VerdictAnswer> said() {
        return answers.of(watched);
    }
}
