package io.rootops.core.memory;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.risk.LearnedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a learning came to.
 *
 * @param learned the model that was made; its version is given when it is stored
 * @param choice what ranks from now on
 * @param reason why, in a sentence for people
 * @param heldOutBad of the commits that tell: old enough for their outcome to be known
 * @param auc of the score in the replay; null where it tells too little, like {@code sizeAuc} of lines changed
 * @param heldOut all commits of the replay
 * @param heldOutModels that scored them, each with its window as its version
 * @param revision of the outcomes that it learned from
 */
public record Lesson(
        LearnedModel learned,
        Choice choice,
        String reason,
        int heldOutBad,
        @Nullable Double auc,
        @Nullable Double sizeAuc,
        List<HeldOut> heldOut,
        List<LearnedModel> heldOutModels,
        long revision) {
    /** What ranks. */
    public enum Choice {
        /** The model that was learned just now. */
        LEARNED,
        /** Lines changed. */
        SIZE,
        /** The model that was in use before. */
        PRESENT
    }
}
