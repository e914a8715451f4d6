package io.rootops.dashboard.view;

import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people say of the verdict on a deployment.
 *
 * @param possible whether it is a verdict that can be right or wrong
 * @param standing what counts; null: nobody says anything of this verdict
 * @param changes what the standing answer changes, sentences; empty like it
 * @param lookedAgainAt when the last look said the same once more, after the standing answer was given; null: none did
 * @param history all that was said, the first first
 */
public record VerdictAnswers(
        boolean possible,
        @Nullable Item standing,
        List<String> changes,
        @Nullable Instant lookedAgainAt,
        List<Item> history) {
    private static final String NOT_BAD =
            "No rollback of it is advised, and that of a later deployment may lead back to it.";
    private static final String BAD =
            "What a rollback of it would come to is shown, and that of a later deployment does not lead back to it.";

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

    /** @param lastLook null: nobody looked yet */
    public static VerdictAnswers of(State verdict, List<VerdictAnswer> all, @Nullable Instant lastLook) {
        VerdictAnswer standing =
                all.stream().filter(it -> it.counts(verdict)).findFirst().orElse(null);
        return new VerdictAnswers(
                VerdictAnswer.possible(verdict),
                standing == null ? null : Item.of(standing),
                standing == null ? List.of() : changes(standing),
                standing != null && lastLook != null && lastLook.isAfter(standing.at()) ? lastLook : null,
                all.stream().map(Item::of).toList());
    }

    private static List<String> changes(VerdictAnswer it) {
        if (it.of() == State.REGRESSED && !it.worse()) {
            return List.of(
                    "The gate holds nothing back for this verdict.",
                    "DORA's change failure rate does not count the deployment as failed by its verdict; a rollback or an"
                            + " incident still counts.",
                    NOT_BAD);
        }
        if (it.of() == State.SUSPECT && !it.worse()) {
            return List.of("Gate and DORA go by the verdict.", NOT_BAD);
        }
        if (it.of() != State.REGRESSED && it.worse()) {
            List<String> failed = List.of(
                    "DORA's change failure rate counts the deployment as failed, because a person says so.",
                    "The gate holds nothing back for it; an open incident does.");
            return it.of() == State.SUSPECT
                    ? failed
                    : Stream.concat(failed.stream(), Stream.of(BAD)).toList();
        }
        return List.of("It changes nothing: gate, DORA and the advice on rollbacks go by the verdict.");
    }
}
