package io.rootops.jenkins;

import io.rootops.client.CommitRisk;
import io.rootops.client.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A commit and its risk, as a build keeps them in its build.xml. Jenkins reads back only classes of the plugin's own jar, so this
 * is a copy of what the client answered, in plain types; what RootOps did not tell is null.
 */
@ExportedBean(defaultVisibility = 999)
public final class ScoredCommit {

    private static final int SHORT_SHA = 7;

    private final String sha;
    private final @Nullable Double percentile;
    private final @Nullable Double score;
    private final @Nullable Double probability;
    private final String level;
    private final @Nullable String title;
    private final @Nullable String url;
    private final ArrayList<String> reasons;

    ScoredCommit(CommitRisk risk) {
        this.sha = risk.sha();
        this.percentile = risk.percentile();
        this.score = risk.score();
        this.probability = risk.probability();
        this.level = risk.level().name().toLowerCase(Locale.ROOT);
        this.title = risk.title();
        this.url = risk.page() == null ? null : risk.page().toString();
        this.reasons = new ArrayList<>(risk.reasons().stream().map(Reason::text).toList());
    }

    @Exported
    public String getSha() {
        return sha;
    }

    public String getShortSha() {
        return sha.substring(0, Math.min(SHORT_SHA, sha.length()));
    }

    /** 0 to 100 within the repository; null: no score. */
    @Exported
    public @Nullable Double getPercentile() {
        return percentile;
    }

    /** 0 to 10; null: no score. */
    @Exported
    public @Nullable Double getScore() {
        return score;
    }

    /** 0 to 1, that it will need a fix; null: the repository has no learned model yet. */
    @Exported
    public @Nullable Double getProbability() {
        return probability;
    }

    /** low, medium, high or unknown. */
    @Exported
    public String getLevel() {
        return level;
    }

    /** The first line of the commit's message. */
    @Exported
    public @Nullable String getTitle() {
        return title;
    }

    /** Of its page on RootOps, by http or https. */
    @Exported
    public @Nullable String getUrl() {
        return url;
    }

    /** The one that weighs most first. */
    @Exported
    public List<String> getReasons() {
        return List.copyOf(reasons);
    }

    /** Such as "▲ High"; never colour alone. */
    public String getLevelText() {
        return RiskText.level(level);
    }

    /** Such as "91st percentile · 31 % likely to need a fix". */
    public String getRiskText() {
        return RiskText.risk(percentile, probability);
    }
}
