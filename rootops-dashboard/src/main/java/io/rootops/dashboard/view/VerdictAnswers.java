package io.rootops.dashboard.view;

import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people say of the verdict on a deployment.
 *
 * @param possible whether it is a verdict that can be right or wrong
 * @param standing what counts; null: nobody says anything of this verdict
 * @param changes what the standing answer changes, sentences; empty like it
 * @param history all that was said, the first first
 */
public record VerdictAnswers(boolean possible, @Nullable Item standing, List<String> changes, List<Item> history) {

    /**
     * An answer.
     *
     * @param state the verdict that it is about
     * @param takenBackAt when it was taken back, or another took its place; null: it was not
     */
    public record Item(
            int number,
            State state,
            VerdictAnswer.Says answer,
            String by,
            Instant at,
            @Nullable Instant takenBackAt) {
        static Item of(VerdictAnswer it) {
            return new Item(it.number(), it.of(), it.says(), it.by(), it.at(), it.takenBack());
        }

        /** For people. */
        public String words() {
            return DeploymentsView.words(state) + " is " + answer.word();
        }
    }

    public static VerdictAnswers of(State verdict, List<VerdictAnswer> all) {
        VerdictAnswer standing =
                all.stream().filter(it -> it.counts(verdict)).findFirst().orElse(null);
        return new VerdictAnswers(
                VerdictAnswer.possible(verdict),
                standing == null ? null : Item.of(standing),
                standing == null ? List.of() : changes(standing),
                all.stream().map(Item::of).toList());
    }

    private static List<String> changes(VerdictAnswer it) {
        if (it.of() == State.REGRESSED && !it.worse()) {
            return List.of(
                    "The gate holds nothing back for this verdict.",
                    "DORA's change failure rate does not count the deployment as failed by its verdict; a rollback or an"
                            + " incident still counts.");
        }
        if (it.of() != State.REGRESSED && it.worse()) {
            return List.of(
                    "DORA's change failure rate counts the deployment as failed, because a person says so.",
                    "The gate holds nothing back for it; an open incident does.");
        }
        return List.of("It changes nothing: gate and DORA go by the verdict.");
    }
}
