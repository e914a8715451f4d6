package io.rootops.jenkins;

import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import java.util.Locale;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The risk of a build's commits, kept with the build: its badge, its row of the summary, its page, its part of the API. */
@ExportedBean
public final class RootOpsBuildAction implements RunAction2, BuildBadgeAction {

    /** Each build before this one is read from the disk. */
    private static final int LOOK_BACK = 10;

    private final Assessment.State state;
    private final @Nullable String repository;
    private final @Nullable ScoredCommit head;
    private final @Nullable ScoredCommit riskiest;
    private final int changes;
    private final @Nullable String note;
    private final long fetchedAt;

    private transient @Nullable Run<?, ?> run;

    /** @param fetchedAt milliseconds since 1970 */
    RootOpsBuildAction(Assessment assessment, long fetchedAt) {
        this.state = assessment.state();
        this.repository = assessment.repository();
        this.head = assessment.head();
        this.riskiest = assessment.riskiest();
        this.changes = assessment.changes();
        this.note = assessment.note();
        this.fetchedAt = fetchedAt;
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public String getIconFileName() {
        return "/plugin/rootops/images/rootops.svg";
    }

    @Override
    public String getDisplayName() {
        return "Commit risk";
    }

    @Override
    public String getUrlName() {
        return "rootops";
    }

    /** For the views: whose side panel to show. */
    public @Nullable Run<?, ?> getRun() {
        return run;
    }

    /** scored, pending, unknown_commit, unknown_repository or unavailable. */
    @Exported
    public String getState() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    boolean isOpen() {
        return state.open();
    }

    /** owner/name. */
    @Exported
    public @Nullable String getRepository() {
        return repository;
    }

    /** The commit that was built. */
    @Exported
    public @Nullable ScoredCommit getHead() {
        return head;
    }

    /** The riskiest commit of the change set; null: none is riskier than the head. */
    @Exported
    public @Nullable ScoredCommit getRiskiest() {
        return riskiest;
    }

    /** How many commits of the change set besides the head have a score. */
    @Exported
    public int getChanges() {
        return changes;
    }

    /** Why there is no score, or what is missing. */
    @Exported
    public @Nullable String getNote() {
        return note;
    }

    /** Milliseconds since 1970. */
    @Exported
    public long getFetchedAt() {
        return fetchedAt;
    }

    /** That of the riskiest commit, 0 to 100; null: nothing is scored. */
    @Exported
    public @Nullable Double getPercentile() {
        return new Assessment(state, repository, head, riskiest, changes, note).percentile();
    }

    /** The commit that decides: the riskiest where there is one, else the head. */
    public @Nullable ScoredCommit getDeciding() {
        return riskiest != null ? riskiest : head;
    }

    /** Such as "91" for the badge; null: nothing is scored, and there is no badge. */
    public @Nullable String getBadgeText() {
        Double percentile = getPercentile();
        return percentile == null ? null : String.valueOf((long) Math.floor(percentile));
    }

    /** Such as "▲ High · 91st percentile". */
    public String getHeadline() {
        ScoredCommit deciding = getDeciding();
        return switch (state) {
            case SCORED -> deciding == null ? "No score" : deciding.getLevelText() + " · " + deciding.getRiskText();
            case PENDING -> "RootOps knows the commit and has not scored it yet";
            case UNKNOWN_COMMIT -> "RootOps does not know the commit, or not yet";
            case UNKNOWN_REPOSITORY -> "RootOps does not follow the repository";
            case UNAVAILABLE -> "Not available yet: RootOps did not answer";
        };
    }

    /** Such as "was 40 in #440"; null: no build of the last ten has a score. */
    public @Nullable String getPreviousText() {
        Run<?, ?> before = run == null ? null : run.getPreviousBuild();
        for (int i = 0; i < LOOK_BACK && before != null; i++) {
            RootOpsBuildAction action = before.getAction(RootOpsBuildAction.class);
            String badge = action == null ? null : action.getBadgeText();
            if (badge != null) {
                return "was " + badge + " in #" + before.getNumber();
            }
            before = before.getPreviousBuild();
        }
        return null;
    }
}
