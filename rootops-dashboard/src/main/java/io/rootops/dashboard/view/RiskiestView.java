package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.Riskiest;
import io.rootops.core.risk.Reasons;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.RiskiestItem.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The riskiest commits of a time of the past, scored without knowing the future, and what became of them.
 *
 * @param repository null: none is followed
 * @param from inclusive; null like {@code until}: nothing was replayed yet
 * @param until exclusive
 * @param sentence the whole for people
 * @param commits of that time that the replay scored
 * @param judged of them, old enough for their outcome to be known, and of which that can be told
 * @param bad of those
 * @param itemsJudged of the items, old enough for their outcome to be known
 * @param itemsBad of those
 * @param years that have commits in the replay, newest first
 */
public record RiskiestView(
        @Nullable String repository,
        Instant asOf,
        @JsonUnwrapped Ranking ranking,
        @Nullable Instant from,
        @Nullable Instant until,
        String sentence,
        int commits,
        int judged,
        int bad,
        int itemsJudged,
        int itemsBad,
        List<RiskiestItem> items,
        @JsonIgnore List<Integer> years) {

    /**
     * @param titles first lines of messages, by sha
     * @param reasons by sha
     */
    public static RiskiestView of(
            Place place,
            ModelState model,
            Instant from,
            Instant until,
            Riskiest riskiest,
            Map<String, String> titles,
            Map<String, Reasons> reasons,
            List<Integer> years) {
        List<RiskiestItem> items = new ArrayList<>();
        for (PlacedCommit it : riskiest.list()) {
            items.add(RiskiestItem.of(
                    items.size() + 1, place, it, riskiest.judged(it), titles.get(it.sha()), reasons.get(it.sha())));
        }
        return new RiskiestView(
                place.repository(),
                riskiest.asOf(),
                Ranking.of(model),
                from,
                until,
                sentence(riskiest),
                riskiest.commits(),
                riskiest.judged(),
                riskiest.bad(),
                riskiest.listJudged(),
                riskiest.listBad(),
                items,
                years);
    }

    /** Before there is a replay. */
    public static RiskiestView nothing(@Nullable String repository, ModelState model, Instant asOf) {
        return new RiskiestView(
                repository,
                asOf,
                Ranking.of(model),
                null,
                null,
                "Nothing was replayed here yet: that takes a year and 200 commits before the first that is scored.",
                0,
                0,
                0,
                0,
                0,
                List.of(),
                List.of());
    }

    /** Some of the reasons cannot be told: the last learning was done by another release. */
    public boolean lacksReasons() {
        return items.stream().anyMatch(it -> it.reasons().isEmpty());
    }

    private static String sentence(Riskiest it) {
        int listed = it.list().size();
        if (listed == 0) {
            return "No commit of this time was scored in the replay.";
        }
        if (it.listJudged() == 0) {
            return "What became of these " + Shown.count(listed, "commit")
                    + " cannot be told: they are younger than 90 days, or a fix rewrote more of another commit.";
        }
        return String.format(
                "Of the %s %s %s had to be fixed, %s; of all %s of that time %s, %s.",
                Shown.number(it.listJudged()),
                it.listJudged() == listed ? "riskiest" : "riskiest that can be judged",
                Shown.number(it.listBad()),
                share(it.listBad(), it.listJudged()),
                Shown.number(it.judged()),
                Shown.number(it.bad()),
                share(it.bad(), it.judged()));
    }

    private static String share(int bad, int of) {
        return Shown.percent((double) bad / of);
    }
}
