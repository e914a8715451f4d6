package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of a list of jobs: the risk of the last build that has one. */
public class RootOpsRiskColumn extends ListViewColumn {

    private static final int LOOK_BACK = 10;

    /** Without settings. */
    @DataBoundConstructor
    public RootOpsRiskColumn() {}

    @Override
    public String getColumnCaption() {
        return "Commit risk";
    }

    /** Of the last ten builds the newest that has a score; null: none has. */
    public @Nullable Cell cell(Job<?, ?> job) {
        Run<?, ?> run = job.getLastBuild();
        for (int i = 0; i < LOOK_BACK && run != null; i++) {
            RootOpsBuildAction action = run.getAction(RootOpsBuildAction.class);
            if (action != null && action.getPercentile() != null) {
                return new Cell(run.getUrl() + action.getUrlName(), action.getHeadline(), action.getPercentile());
            }
            run = run.getPreviousBuild();
        }
        return null;
    }

    /** What one job shows. */
    public static final class Cell {

        private final String url;
        private final String text;
        private final double percentile;

        Cell(String url, String text, double percentile) {
            this.url = url;
            this.text = text;
            this.percentile = percentile;
        }

        /** Below the address of Jenkins. */
        public String getUrl() {
            return url;
        }

        public String getText() {
            return text;
        }

        /** What the column is sorted by. */
        public double getPercentile() {
            return percentile;
        }
    }

    /** Of the column, which is not shown unless somebody adds it. */
    @Extension
    @Symbol("rootOpsRiskColumn")
    public static class DescriptorImpl extends ListViewColumnDescriptor {

        @Override
        public String getDisplayName() {
            return "RootOps: commit risk";
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
