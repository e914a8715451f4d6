package io.rootops.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.evaluate.Measurement;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.PublicRecord;
import io.rootops.core.evaluate.TrustReport;
import io.rootops.core.memory.Reservations;
import io.rootops.dashboard.learning.ModelState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good the score is on a repository's own history.
 *
 * @param repository null: none is followed
 * @param asOf when that was measured
 * @param sentence the whole for people
 * @param verdict what RootOps makes of it
 * @param notTaken why the newest model is not the one in use; null where it is
 * @param commits that count: old enough for their outcome to be known
 * @param bad of them
 * @param tooYoung left out
 * @param undecided left out: a fix rewrote many of their lines, and more of another commit
 * @param measurement null where there is too little to measure
 * @param caught bad ones that were in the riskiest tenth, newest first; {@code caughtCount} counts them all
 * @param missed bad ones that had ranked lowest
 * @param notes what people should know of this history, in sentences
 * @param publicRecord how what RootOps ships with did on projects that it had never seen
 */
public record TrustView(
        @Nullable String repository,
        Instant asOf,
        @JsonUnwrapped Ranking ranking,
        TrustReport.State state,
        String sentence,
        String verdict,
        @Nullable String notTaken,
        int commits,
        int bad,
        int tooYoung,
        int undecided,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Measurement measurement,
        int caughtCount,
        List<JudgedItem> caught,
        List<JudgedItem> missed,
        List<String> notes,
        List<PublicRecord> publicRecord) {

    /**
     * Of a report.
     *
     * @param priorProblem why what other projects teach is not used, in sentences; null: it is
     * @param titles first lines of messages, by sha
     */
    public static TrustView of(
            @Nullable String repository,
            ModelState model,
            @Nullable String notTaken,
            @Nullable String priorProblem,
            TrustReport report,
            Map<String, String> titles,
            Reservations reservations,
            List<PublicRecord> publicRecord) {
        return new TrustView(
                repository,
                report.asOf(),
                Ranking.of(model),
                report.state(),
                TrustWords.sentence(report),
                TrustWords.verdict(report, model, priorProblem),
                notTaken,
                report.commits(),
                report.bad(),
                report.tooYoung(),
                report.undecided(),
                report.from(),
                report.to(),
                report.measurement(),
                report.caughtCount(),
                items(repository, report.caught(), titles),
                items(repository, report.missed(), titles),
                HistoryNotes.of(reservations),
                publicRecord);
    }

    private static List<JudgedItem> items(
            @Nullable String repository, List<PlacedCommit> commits, Map<String, String> titles) {
        return repository == null
                ? List.of()
                : commits.stream()
                        .map(it -> JudgedItem.of(repository, it, titles.get(it.sha())))
                        .toList();
    }
}
