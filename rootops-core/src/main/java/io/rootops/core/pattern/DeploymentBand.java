package io.rootops.core.pattern;

import io.rootops.core.risk.RiskLevel;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How much a deployment brings, how risky it is, and how soon it comes. The bands of a kind exclude each other. */
enum DeploymentBand {
    COMMITS_0(PatternKind.COMMITS, it -> between(it.commits(), 0, 0), "brings no new commit"),
    COMMITS_1(PatternKind.COMMITS, it -> between(it.commits(), 1, 1), "brings one commit"),
    COMMITS_5(PatternKind.COMMITS, it -> between(it.commits(), 2, 5), "brings 2 to 5 commits"),
    COMMITS_20(PatternKind.COMMITS, it -> between(it.commits(), 6, 20), "brings 6 to 20 commits"),
    COMMITS_MORE(
            PatternKind.COMMITS, it -> between(it.commits(), 21, Integer.MAX_VALUE), "brings more than 20 commits"),
    RISK_LOW(
            PatternKind.TOP_RISK,
            it -> risk(it.topRisk(), 0, RiskLevel.MEDIUM_FROM),
            "brings commits of low risk only"),
    RISK_MEDIUM(
            PatternKind.TOP_RISK,
            it -> risk(it.topRisk(), RiskLevel.MEDIUM_FROM, RiskLevel.HIGH_FROM),
            "brings a commit of medium risk and none above"),
    RISK_HIGH(
            PatternKind.TOP_RISK,
            it -> risk(it.topRisk(), RiskLevel.HIGH_FROM, RiskLevel.ALERT_FROM),
            "brings a commit of the riskiest tenth and none of the riskiest twentieth"),
    RISK_TOP(
            PatternKind.TOP_RISK,
            it -> risk(it.topRisk(), RiskLevel.ALERT_FROM, Double.MAX_VALUE),
            "brings a commit of the riskiest twentieth"),
    PAUSE_HOUR(PatternKind.PAUSE, it -> pause(it.pause(), 0, 1), "comes within an hour of the one before it"),
    PAUSE_DAY(PatternKind.PAUSE, it -> pause(it.pause(), 1, 24), "comes one to 24 hours after the one before it"),
    PAUSE_WEEK(PatternKind.PAUSE, it -> pause(it.pause(), 24, 168), "comes one to seven days after the one before it"),
    PAUSE_MORE(
            PatternKind.PAUSE,
            it -> pause(it.pause(), 168, Long.MAX_VALUE),
            "comes more than a week after the one before it");

    private final PatternKind kind;
    private final Predicate<PastDeployment> within;
    private final String words;

    DeploymentBand(PatternKind kind, Predicate<PastDeployment> within, String words) {
        this.kind = kind;
        this.within = within;
        this.words = words;
    }

    private static boolean between(@Nullable Integer commits, int least, int most) {
        return commits != null && commits >= least && commits <= most;
    }

    private static boolean risk(@Nullable Double place, double from, double below) {
        return place != null && place >= from && place < below;
    }

    private static boolean pause(@Nullable Duration pause, long fromHours, long belowHours) {
        return pause != null && pause.toHours() >= fromHours && pause.toHours() < belowHours;
    }

    static DeploymentBand of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    PatternKind kind() {
        return kind;
    }

    boolean of(PastDeployment deployment) {
        return within.test(deployment);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, as what follows "a deployment that". */
    String words() {
        return words;
    }
}
