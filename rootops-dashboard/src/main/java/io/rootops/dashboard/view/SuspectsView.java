package io.rootops.dashboard.view;

import io.rootops.core.suspect.KeptRanking;
import io.rootops.core.suspect.Running;
import io.rootops.core.suspect.Suspect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits that may have caused something, the likeliest first.
 *
 * @param from whence it is known what was running
 * @param head newest commit that was running; null: none is known
 * @param candidates how many commits were ranked
 * @param owners whether it is known who wrote the lines that the text points at; else the order may change
 * @param chanceOfFive that the cause is among the first five, if a commit caused it, 0 to 1; measured on incidents, so that it says
 *     nothing where nobody has told of one
 * @param chanceFrom incidents of this installation that the chance was fitted to; 0: those that RootOps ships with
 * @param note what could not be read, in one sentence; null: nothing
 * @param more whether it will be ranked again without anybody doing anything
 * @param hits how often such a ranking was right here
 */
public record SuspectsView(
        String repository,
        Running.From from,
        @Nullable String head,
        int candidates,
        boolean owners,
        double chanceOfFive,
        int chanceFrom,
        @Nullable String note,
        Instant rankedAt,
        boolean more,
        List<Item> suspects,
        Hits hits) {
    private static final int SHOWN = 5;
    private static final int REASONS = 3;

    /**
     * Incidents whose cause was confirmed after it had been ranked.
     *
     * @param first how often the cause stood first
     * @param five how often among the first five
     */
    public record Hits(int incidents, int first, int five) {}

    /**
     * A suspect.
     *
     * @param commit null: it is not stored any more
     * @param score comparable within this ranking
     */
    public record Item(int rank, String sha, @Nullable CommitItem commit, double score, List<Evidence> evidence) {
        public static Item of(Suspect it, @Nullable CommitItem commit) {
            return new Item(
                    it.rank(),
                    it.sha(),
                    commit,
                    it.score(),
                    it.evidence().stream()
                            .map(each -> new Evidence(
                                    each.feature().word(), each.feature().evidence(), each.points(), each.words()))
                            .toList());
        }

        /** What speaks for it most. */
        public List<Evidence> reasons() {
            return evidence.stream()
                    .filter(it -> it.fits() && it.points() > 0)
                    .limit(REASONS)
                    .toList();
        }
    }

    /**
     * A part of a suspect's score.
     *
     * @param fits whether it comes from what the text says; else it is known of the commit whatever happened
     * @param points weight x value
     */
    public record Evidence(String feature, boolean fits, double points, String words) {}

    public static SuspectsView of(
            KeptRanking it, String repository, double chance, int chanceFrom, List<Item> suspects, Hits hits) {
        return new SuspectsView(
                repository,
                it.running().from(),
                it.running().head().orElse(null),
                it.ranking().candidates(),
                it.ranking().owners(),
                chance,
                chanceFrom,
                it.note(),
                it.rankedAt(),
                it.again() != null,
                suspects,
                hits);
    }

    public List<Item> first() {
        return suspects.subList(0, Math.min(SHOWN, suspects.size()));
    }

    /** That were passed over. */
    public List<Item> others() {
        return suspects.subList(Math.min(SHOWN, suspects.size()), suspects.size());
    }

    /** Whence it is known what ran, for people. */
    public String fromWords() {
        return switch (from) {
            case DEPLOYMENT -> "by the deployment before";
            case DEFAULT_BRANCH -> "by where the default branch stood, as no deployment is known there";
            case NOTHING -> "as far as is known";
        };
    }

    /** How sure it is, for people. */
    public String chanceWords() {
        return Shown.percent(chanceOfFive) + " chance that the cause is among these five, if it is a commit, by "
                + (chanceFrom == 0
                        ? "bugs of public projects whose cause is known"
                        : Shown.count(chanceFrom, "confirmed incident") + " of this installation");
    }
}
