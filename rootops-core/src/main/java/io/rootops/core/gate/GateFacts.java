package io.rootops.core.gate;

import io.rootops.core.deployment.LiveCommit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a commit that is to be deployed, and of where to.
 *
 * @param commits in its history, and not in what serves there; null: not known
 * @param incidents open ones of the repository there
 * @param regressed deployments that serve there and got worse
 * @param gaps what keeps RootOps from telling
 */
public record GateFacts(
        @Nullable List<LiveCommit> commits, List<OpenIncident> incidents, List<Regressed> regressed, List<Gap> gaps) {

    /** An incident that is not over. */
    public record OpenIncident(String id, String title) {}

    /**
     * A deployment after which things got worse, as its verdict says.
     *
     * @param id of the deployment
     * @param calledWrong by a person, so that the verdict holds nothing back
     */
    public record Regressed(String id, String what, boolean calledWrong) {}

    /**
     * Something that is not known.
     *
     * @param text one sentence
     * @param wouldChange what would mend it, one sentence
     */
    public record Gap(String text, String wouldChange) {}
}
